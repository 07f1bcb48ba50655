export const requests = {
  title: 'Заявки',
};
