export const divisions = {
  title: 'Подразделения',
};
