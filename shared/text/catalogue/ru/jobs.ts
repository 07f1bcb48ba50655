import type { JobName } from '../../../contract/index.ts';
import { counted, number } from './counting.ts';

export const jobs = {
  title: 'Операции',
  button: (running: number, ended: number) =>
    [
      running > 0 &&
        `Идёт ${counted(running, { one: 'операция', few: 'операции', many: 'операций', other: 'операции' })}`,
      ended > 0 && `завершено ${number(ended)}`,
    ]
      .filter((part) => part !== false)
      .join(', '),
  running: 'Идёт',
  stopping: 'Останавливаем…',
  done: 'Готово',
  failed: 'Не удалось',
  stop: (title: string) => `Остановить: ${title}`,
  dismiss: (title: string) => `Убрать: ${title}`,
  dismissAll: 'Убрать завершённые',
  lasts: (seconds: number) =>
    seconds < 60 ? `${number(seconds)} с` : `${number(Math.floor(seconds / 60))} мин ${number(seconds % 60)} с`,
  openRequest: 'Открыть заявку',
  openSection: 'Открыть раздел',
  titles: {
    'journal.verify': 'Проверка журнала',
    'reports.run': 'Отчёт в файл',
    'dictionaries.openFile': 'Чтение файла справочника',
    'dictionaries.checkRegistry': 'Проверка новых версий справочников',
    'dictionaries.openOffer': 'Получение справочника из реестра',
    'imports.choose': 'Чтение файла',
    'imports.preview': 'Сравнение с картотекой',
    'imports.apply': 'Запись изменений из файла',
    'imports.saveWrong': 'Сохранение строк с ошибками',
    'imports.chooseFolder': 'Выбор папки обмена',
    'imports.openOffer': 'Чтение файла из папки обмена',
    'sync.check': 'Проверка связи с реестром',
    'bulk.preview': 'Проверка массового действия',
    'bulk.apply': 'Массовое действие',
    'bulk.edit': 'Запись большого блока',
    'bulk.undo': 'Отмена массового действия',
    'bulk.redo': 'Повтор массового действия',
    'bulk.export': 'Выгрузка выбранных',
    'packages.write': 'Запись пакета',
    'packages.preview': 'Проверка пакета',
    'packages.take': 'Приём пакета',
  } as Readonly<Record<JobName, string>>,
};
