export const staff = {
  title: 'Сотрудники',
};
