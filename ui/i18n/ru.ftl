### Russian, the interface's first language. Keys go by page or piece.

app-name = Montaj
loading = Загрузка
device-browser = Браузер

## Words of the product

role-customer = Заказчик
role-executor = Исполнитель
role-admin = Администратор
role-customer-hint = Ищу мастера
role-executor-hint = Беру заказы

category-windows = Окна
category-doors = Двери
category-ceilings = Потолки
category-conditioners = Кондиционеры
category-blinds = Рольставни
category-furniture = Мебель
categories = Виды работ

status-pending = На модерации
status-published = Опубликован
status-in-progress = В работе
status-completed = Завершён
status-cancelled = Отменён
status-archived = В архиве

tariff-standard = Стандарт
tariff-comfort = Комфорт
tariff-premium = Премиум

payment-cash = Наличными
payment-card = Картой
payment-bank = По счёту

response-pending = Ждёт решения
response-accepted = Выбран
response-rejected = Выбран другой
response-cancelled = Отказ

account-pending = на проверке
account-active = проверен
account-rejected = отклонён
account-blocked = заблокирован
account-pending-note = Аккаунт на проверке у модератора. Заказы уже можно смотреть, а откликаться — сразу после проверки.

budget-negotiable = Цена договорная
messenger-max = MAX
messenger-telegram = Телеграм
self-employed = Самозанятый
self-employed-mark = Я самозанятый
completed-orders = { $count ->
    [0] Пока без завершённых заказов
    [one] { $count } завершённый заказ
    [few] { $count } завершённых заказа
   *[many] { $count } завершённых заказов
}
reviews-none = нет отзывов
reviews-count = { $count ->
    [one] { $count } отзыв
    [few] { $count } отзыва
   *[many] { $count } отзывов
}
responses-count = { $count ->
    [0] Нет откликов
    [one] { $count } отклик
    [few] { $count } отклика
   *[many] { $count } откликов
}
views-count = { $count ->
    [one] { $count } просмотр
    [few] { $count } просмотра
   *[many] { $count } просмотров
}
unread-count = Непрочитанных: { $count }

## Dates

date-today = сегодня
date-yesterday = вчера
date-heading-today = Сегодня
date-heading-yesterday = Вчера
age-now = только что
age-minutes = { $count } мин назад
age-hours = { $count } ч назад
date-day = { $day } { $month ->
    [1] января
    [2] февраля
    [3] марта
    [4] апреля
    [5] мая
    [6] июня
    [7] июля
    [8] августа
    [9] сентября
    [10] октября
    [11] ноября
   *[12] декабря
}
seen-today = в { $time }
seen-at = был(а) { $moment }
wait-seconds = { $count ->
    [one] { $count } секунду
    [few] { $count } секунды
   *[many] { $count } секунд
}
wait-minutes = { $count ->
    [one] { $count } минуту
    [few] { $count } минуты
   *[many] { $count } минут
}
wait-hours = { $count ->
    [one] { $count } час
    [few] { $count } часа
   *[many] { $count } часов
}

## Failures

error-offline = Нет связи с сервером. Проверьте интернет и попробуйте ещё раз.
error-retry-after = Слишком часто. Попробуйте через { $wait }.
error-local = Что-то пошло не так на этом устройстве. Попробуйте ещё раз.
stopped = Montaj остановился
stopped-text = В программе случилась ошибка. Обновите страницу, чтобы продолжить.
stopped-again = Обновить
load-failed = Не удалось загрузить
load-stale = Данные могли устареть.
action-retry = Повторить
not-found-title = Такой страницы нет
not-found-text = Возможно, ссылка устарела или в адресе ошибка.
not-found-home = На главную
banner-offline = Нет связи. Показываем сохранённое на этом устройстве.
banner-offline-queued = Нет связи. { $count ->
    [one] Ждёт
   *[many] Ждут
} отправки: { $what }. Отправим сами, как только появится связь.
banner-connecting = Подключаемся…
banner-connecting-queued = Подключаемся… { $count ->
    [one] Ждёт
   *[many] Ждут
} отправки: { $what }.
banner-sending = Отправляем: { $what }…
banner-refused = { $count ->
    [one] Не отправлено: { $count } действие. Решите, что с ним делать.
    [few] Не отправлено: { $count } действия. Решите, что с ними делать.
   *[many] Не отправлено: { $count } действий. Решите, что с ними делать.
}
banner-refused-open = Посмотреть
waits-messages = { $count ->
    [one] { $count } сообщение
    [few] { $count } сообщения
   *[many] { $count } сообщений
}
waits-steps = { $count ->
    [one] { $count } действие
    [few] { $count } действия
   *[many] { $count } действий
}

## What is wrong with a field

issue-required = Заполните это поле
issue-too-short = Не короче { $min } символов
issue-too-long = Не длиннее { $max } символов
issue-phone = Укажите российский номер: +7 900 000-00-00
issue-email = Проверьте адрес почты
issue-inn = В ИНН ошибка: проверьте все 10 или 12 цифр
issue-ogrn = В ОГРН ошибка: проверьте все 13 или 15 цифр
issue-terms = Без согласия с условиями зарегистрироваться нельзя
issue-privacy = Без согласия на обработку данных зарегистрироваться нельзя
issue-off-the-map = Точка вне карты
issue-in-the-past = Этот день уже прошёл
issue-ends-before-start = Окончание раньше начала
issue-too-far-ahead = Не дальше двух лет вперёд
issue-budget-small = Не меньше { $min }
issue-budget-large = Не больше { $max }
contact-in-text-phone = Уберите телефон «{ $place }»: контакты откроются после выбора исполнителя
contact-in-text-email = Уберите почту «{ $place }»: контакты откроются после выбора исполнителя
contact-in-text-link = Уберите ссылку «{ $place }»: контакты откроются после выбора исполнителя
contact-in-text-handle = Уберите ник «{ $place }»: контакты откроются после выбора исполнителя
form-check-fields = Проверьте отмеченные поля

## Fields

field-optional = необязательно
field-choose = Выберите
field-clear = Очистить
password-show = Показать пароль
chip-remove = Убрать: { $label }
steps-at = Шаг { $at } из { $count }
rating-stars = { $count ->
    [one] { $count } звезда
    [few] { $count } звезды
   *[many] { $count } звёзд
}
date-placeholder = дд.мм.гггг
date-open = { $label }: выбрать в календаре
date-calendar = Календарь
date-month-back = Предыдущий месяц
date-month-forward = Следующий месяц
date-month = { $month ->
    [1] Январь
    [2] Февраль
    [3] Март
    [4] Апрель
    [5] Май
    [6] Июнь
    [7] Июль
    [8] Август
    [9] Сентябрь
    [10] Октябрь
    [11] Ноябрь
   *[12] Декабрь
} { $year }
date-weekday = { $day ->
    [1] Пн
    [2] Вт
    [3] Ср
    [4] Чт
    [5] Пт
    [6] Сб
   *[7] Вс
}
field-phone = Телефон
field-password = Пароль
field-new-password = Новый пароль
field-code = Код из СМС
field-name = Имя и фамилия
field-email = Электронная почта
field-city = Город
field-organization = Организация
field-inn = ИНН
field-ogrn = ОГРН или ОГРНИП
field-about = О себе
field-category = Вид работ
field-region = Регион
field-title = Что нужно сделать
field-title-hint = Установить два пластиковых окна
field-description = Подробности
field-description-hint = Размеры, материалы, этаж — чем точнее, тем точнее цены в откликах
field-website = Сайт
field-address = Адрес
field-address-hint = Улица, дом
field-address-note = Номер квартиры и домофон лучше сообщить в чате выбранному исполнителю.
field-start-date = Начать
field-end-date = Закончить
field-end-hint = Если важно успеть к сроку
field-budget = Бюджет
field-budget-hint = От { $sum }
field-negotiable = Договорная цена
field-payment = Способ оплаты
field-specializations = Специализации
field-short = Коротко о себе
field-short-hint = Ставлю окна 12 лет, своя бригада
field-full = Подробно об опыте и условиях
hint-phone = На него придёт код подтверждения
hint-password = Не короче 8 символов

## Navigation and what all pages share

nav-label = Разделы
nav-skip = К содержанию
nav-fold = Свернуть меню
nav-unfold = Развернуть меню
nav-search = Поиск
nav-feed = Лента
nav-my-orders = Заказы
nav-new-order = Создать
nav-chats = Чаты
nav-notifications = Уведомления
nav-profile = Профиль
action-back = Назад
action-next = Далее
action-close-dialog = Закрыть окно
shortcuts-title = Сочетания клавиш
shortcuts-new = Новый заказ
shortcuts-search = Поиск
shortcuts-chat-search = Поиск в открытом чате
shortcuts-edit-last = Изменить последнее сообщение
shortcuts-close = Закрыть окно
shortcuts-list = Этот список
sort-label = Сортировка
sort-newest = Сначала новые
sort-oldest = Сначала старые
sort-start = Начало: раньше
sort-start-late = Начало: позже
sort-rating = По рейтингу
sort-price = По цене
sort-completed = По числу заказов

## Coming in

slogan = Монтаж без случайных людей
promise-safe = Исполнителей проверяет модератор
promise-chat = Договорённости — в чате заказа
promise-free = Заказчикам — бесплатно
welcome-title = Найдём мастера на монтаж
welcome-lead = Опишите работу, сравните отклики и выберите исполнителя. Окна, двери, потолки, кондиционеры, рольставни, мебель.
welcome-customer = Мне нужен мастер
welcome-customer-text = Разместить заказ бесплатно
welcome-executor = Я монтажник
welcome-executor-text = Получать заказы рядом
welcome-step-1 = Опишите работу и бюджет
welcome-step-2 = Сравните отклики и рейтинг
welcome-step-3 = Выберите мастера и договоритесь в чате
welcome-how = Как это работает
welcome-for-customers = Заказчикам
welcome-for-executors = Исполнителям
welcome-work-1 = Получайте заказы своего региона и специализаций
welcome-work-2 = Откликайтесь со своей ценой и сроками
welcome-work-3 = Договаривайтесь в чате и ведите заказ до оплаты
welcome-why-safe = Проверенные исполнители
welcome-why-safe-text = Каждого исполнителя проверяет модератор, рейтинг складывается из отзывов после завершённых работ.
welcome-why-chat = Всё в одном месте
welcome-why-chat-text = Переписка, этапы работы и контакты — внутри заказа. Телефон видит только тот, кого вы выбрали.
welcome-why-offline = Работает и без сети
welcome-why-offline-text = Сообщения и отметки о работе уйдут сами, как только появится связь.
language-label = Язык
log-in = Войти
log-in-title = Вход
log-in-ended = Сеанс на этом устройстве завершён. Войдите снова.
log-in-forgot = Забыли пароль?
log-in-locked = Слишком много попыток. Войти можно будет через { $wait }.
log-in-wrong = Проверьте раскладку и Caps Lock. Если пароль забыт, его можно заменить по коду из СМС.
log-in-verify = Подтвердить номер кодом
log-out = Выйти
log-out-unsent = Выйти, не отправив?
log-out-unsent-text = { $count ->
    [one] { $count } действие ещё не отправлено и с выходом пропадёт
    [few] { $count } действия ещё не отправлены и с выходом пропадут
   *[many] { $count } действий ещё не отправлены и с выходом пропадут
}: на этом устройстве ничего вашего не останется.
register = Создать аккаунт
register-title = Регистрация
register-role = Кто вы
register-more = Организация и мессенджеры
register-step-role = Роль
register-step-access = Вход
register-step-person = О вас
register-step-consents = Согласие
register-next = Продолжить
register-consents = Осталось согласиться с правилами — и мы пришлём код в СМС.
password-weak = Слабый пароль: добавьте слов или знаков
password-fair = Хороший пароль
password-strong = Надёжный пароль
register-submit = Зарегистрироваться
register-have-account = Уже есть аккаунт?
agree-terms = Принимаю условия использования
agree-privacy = Даю согласие на обработку персональных данных
verify-title = Код из СМС
verify-sent-to = Отправили код на { $phone }
verify-which = Укажите номер и код, который на него пришёл
verify-submit = Подтвердить
verify-other = Указать другой номер
verify-resend = Отправить ещё раз
verify-wait = через { $secs } с
reset-title = Новый пароль
reset-how = Пришлём код на номер, с которым вы регистрировались
reset-sent = Если такой номер зарегистрирован, на него придёт код
reset-request = Получить код
reset-submit = Сохранить пароль
reset-done = Пароль изменён. Войдите с новым.
reset-back = Вернуться ко входу

## Feed

feed-title = Лента заказов
feed-subtitle = По вашим специализациям, { $region }
feed-subtitle-nowhere = По вашим специализациям
feed-filters = Фильтры
feed-filters-on = Фильтры: { $count }
feed-show = { $count ->
    [0] Показать
    [one] Показать { $count } заказ
    [few] Показать { $count } заказа
   *[many] Показать { $count } заказов
}
feed-show-many = Показать больше { $count }
feed-kept = Нет связи: это лента, какой вы видели её в последний раз. Обновим сами, как только связь появится.
filter-from = от
filter-to = до
filter-start = Начало работ
filter-since = с
filter-until = по
feed-search = Поиск
feed-search-hint = Поиск по словам и адресу
feed-all-categories = Все виды работ
feed-all-regions = Мой регион
feed-reset = Сбросить
feed-new-orders = { $count ->
    [one] { $count } новый заказ
    [few] { $count } новых заказа
   *[many] { $count } новых заказов
}
feed-more = Показать ещё
feed-end = Это все заказы на сегодня
feed-empty-title = Новых заказов пока нет
feed-empty-text = Как только появится подходящий, он встанет здесь сам. Больше заказов — с другими специализациями или регионом.
feed-empty-next = Настроить профиль
feed-nothing-title = Ничего не нашлось
feed-nothing-text = Измените слова поиска или уберите фильтры.
feed-nothing-next = Показать все заказы
feed-no-trade-title = Выберите, что вы делаете
feed-no-trade-text = Укажите регион и специализации — и здесь появятся заказы для вас.
feed-no-trade-next = Заполнить профиль

## My orders

mine-title = Мои заказы
mine-new = Новый заказ
mine-in-progress = В работе
mine-published = Активные
mine-responses = Отклики
mine-finished = Завершены
mine-cancelled = Отменены
mine-search = Поиск по номеру, адресу, имени
mine-decide = { $count ->
    [one] { $count } заказ ждёт вашего решения
    [few] { $count } заказа ждут вашего решения
   *[many] { $count } заказов ждут вашего решения
}
mine-decide-heading = Нужно ваше решение
mine-other-heading = Остальные
decide-choose = { $count ->
    [one] { $count } отклик: выберите исполнителя
    [few] { $count } отклика: выберите исполнителя
   *[many] { $count } откликов: выберите исполнителя
}
decide-accept = Работа выполнена: примите и расплатитесь
decide-start = Вас выбрали: приступите к работе
decide-close = Получите оплату и закройте заказ
mine-responses-all = Все
mine-responses-waiting = Ждут решения
mine-responses-rejected = Выбран другой
mine-responses-cancelled = Отменены
mine-older = Показать более ранние
mine-nothing-title = Ничего не нашлось
mine-nothing-text = Проверьте номер или измените слова поиска.
mine-empty-published = Нет опубликованных заказов
mine-empty-published-text = Опишите работу — первые отклики обычно приходят в течение часа.
mine-empty-responses = Вы ещё не откликались
mine-empty-responses-text = Найдите заказ в ленте и предложите свою цену.
mine-empty-finished = Завершённых заказов пока нет
mine-empty-finished-text = Здесь останутся закрытые заказы.
mine-empty-cancelled = Отменённых заказов нет
mine-empty-cancelled-text = Отменённый заказ можно разместить снова одним шагом.
mine-empty-cancelled-executor = Сюда попадут заказы, на которые вы откликнулись, а заказчик их отменил.
mine-empty-progress = Сейчас ничего не в работе
mine-empty-progress-executor = Когда заказчик выберет вас, заказ появится здесь.
mine-empty-progress-customer = Когда вы выберете исполнителя, заказ появится здесь.
mine-empty-feed = Открыть ленту

## New order and edit

order-new-title = Новый заказ
order-new-subtitle = Бесплатно. Отклики придут в «Мои заказы», контакты увидит только выбранный исполнитель.
order-new-submit = Опубликовать заказ
order-posted = Заказ № { $number } размещён
order-draft-restored = Мы сохранили ваш черновик.
order-draft-discard = Начать заново
order-draft-discarded = Черновик удалён.
order-draft-undo = Вернуть
order-form-what = Задача
order-form-where = Где
order-form-when = Когда
order-form-money = Оплата
order-form-check = Проверка
order-form-steps = Шаги создания заказа
order-what-title = Что нужно сделать?
order-what-text = Выберите вид работ и опишите задачу — так, как рассказали бы мастеру по телефону.
order-ask-title = О чём обычно спрашивают
order-ask-windows = Сколько окон и какого размера, этаж, дом панельный или кирпичный, куплены ли окна, нужны ли откосы, подоконники и вынос старых рам.
order-ask-doors = Входная или межкомнатная, сколько полотен, готовы ли проёмы, куплена ли фурнитура, нужны ли доборы и демонтаж старых дверей.
order-ask-ceilings = Площадь и высота комнат, натяжной или гипсокартон, сколько светильников и углов, есть ли трубы и ниши для штор.
order-ask-conditioners = Модель и мощность, этаж, длина трассы, есть ли штроба и доступ к фасаду, куплено ли оборудование.
order-ask-blinds = Размеры проёмов, материал стены, электропривод или ручное управление, есть ли питание рядом, куплены ли рольставни.
order-ask-furniture = Что собрать и какого производителя, сколько коробок, нужен ли подъём, врезка техники и навеска на стену.
example-title-windows = Установить три окна в квартире
example-title-doors = Поставить две межкомнатные двери
example-title-ceilings = Натяжной потолок в комнате 18 м²
example-title-conditioners = Установить сплит-систему в спальне
example-title-blinds = Рольставни на два окна первого этажа
example-title-furniture = Собрать кухню 3 метра
example-text-windows = Например: панельный дом, пятый этаж. Окна 1400×1400 уже привезли, нужен монтаж с откосами и подоконниками, старые рамы вынести.
example-text-doors = Например: проёмы 2070×870 готовы, двери и фурнитура куплены. Нужны доборы и наличники, старые двери снять.
example-text-ceilings = Например: матовое полотно, шесть точечных светильников, ниша под шторы, две трубы. Высота 2,7 м.
example-text-conditioners = Например: сплит-система на 9 куплена, третий этаж, трасса около 4 метров, штробы нет, наружный блок под окно.
example-text-blinds = Например: два проёма 1300×1400, кирпич, электропривод с пультом. Замер, доставка и монтаж.
example-text-furniture = Например: кухня из 9 модулей, столешница с вырезом под мойку и варочную панель, навесные шкафы на бетонную стену.
order-where-title = Где будет работа?
order-where-text = По региону заказ найдут мастера поблизости.
order-when-title = Когда начать?
order-when-text = Дату можно будет уточнить с исполнителем в чате.
order-when-tomorrow = Завтра
order-when-soon = Через 3 дня
order-when-week = Через неделю
order-money-title = Сколько и как заплатите?
order-money-text = Вы платите исполнителю напрямую, когда работа сделана. Сервис для заказчика бесплатный.
order-check-title = Всё верно?
order-check-text = Таким заказ увидят исполнители. Телефон и почту — только тот, кого вы выберете.
order-check-edit = Изменить:
order-repeated = Заполнили по прежнему заказу. Проверьте даты и опубликуйте.
order-edit-title = Изменить заказ № { $number }
order-edit-subtitle = Откликнувшиеся узнают об изменениях
order-edit-submit = Сохранить
order-edited = Заказ изменён
order-edit-late-title = Заказ уже нельзя изменить
order-edit-late-text = Менять можно только до выбора исполнителя.
order-open = Открыть заказ

## Order page

order-number = Заказ № { $number }
order-published = Опубликован { $moment }
order-dates = { $start } — { $end }
order-from = с { $start }
order-responded = Вы откликнулись
order-viewed = Просмотрен
order-details = Описание
order-my-response = Ваш отклик:
fact-budget = Бюджет
fact-dates = Сроки
fact-place = Место
fact-payment = Оплата
party-executor = Исполнитель
party-executor-was = Исполнитель
party-customer = Заказчик
contacts-after-selection = Контакты откроются, если заказчик выберет вас
contacts-masked = Заказ закрыт, контакты скрыты

timeline-label = Ход заказа
timeline-published = Публикация
timeline-selected = Выбор исполнителя
timeline-started = Начало работы
timeline-done = Окончание работы
timeline-closed = Закрытие заказа
timeline-cancelled = Отменён
timeline-archived = В архиве

advice-respond = Заказ свободен. Напишите, почему стоит выбрать вас, и предложите цену.
advice-response-pending = Вы откликнулись. Ждём решения заказчика — сообщим сразу.
advice-response-rejected = Заказчик выбрал другого исполнителя. Продолжайте откликаться — новые заказы каждый день.
advice-response-cancelled = Вы отказались от этого заказа.
advice-other-trade = Этот вид работ не входит в ваши активные специализации.
advice-customer-pending = Заказ проверяет модератор. Обычно это занимает меньше часа.
advice-customer-waiting = Исполнители уже видят заказ. Сообщим о первом же отклике.
advice-customer-choose = Сравните отклики и выберите исполнителя: откроются контакты и чат.
advice-customer-selected = Исполнитель выбран. Обсудите детали в чате — скоро он приступит к работе.
advice-customer-working = Исполнитель работает. Вопросы удобнее решать в чате.
advice-customer-done = Исполнитель отметил работу выполненной. Примите её и расплатитесь — он закроет заказ.
advice-executor-selected = Вас выбрали! Свяжитесь с заказчиком и приступайте к работе.
advice-executor-working = Работа идёт. Когда всё готово — отметьте заказ выполненным.
advice-executor-done = Получите оплату и закройте заказ.
advice-completed = Заказ закрыт. Спасибо!
advice-cancelled = Заказ отменён.
advice-archived = Заказ убран в архив модератором.

action-respond = Откликнуться
action-start-work = Приступить к работе
action-cancel-work = Отказаться от заказа
action-complete = Заказ выполнен
action-close = Закрыть заказ
action-cancel = Отменить заказ
action-repeat = Разместить снова
action-edit = Редактировать
action-open-chat = Открыть чат
action-open-order = Открыть заказ
action-select = Выбрать

work-started = Работа начата, заказчик уже знает
complete-title = Работа выполнена?
complete-told = Заказчик получит уведомление и проверит результат
complete-final = После этого отказаться от заказа будет нельзя
complete-then = Дальше — оплата и закрытие заказа
complete-done = Отметили. Получите оплату и закройте заказ
close-title = Закрыть заказ?
close-paid = Вы подтверждаете, что оплата получена
close-paid-cash = Вы подтверждаете, что получили оплату наличными
close-counts = Заказ завершится и пойдёт в зачёт вам обоим
close-contacts = Контакты скроются, переписка останется для чтения
close-done = Заказ закрыт
cancel-title = Отменить заказ?
cancel-leaves-feed = Заказ исчезнет из ленты исполнителей
cancel-told = { $count ->
    [one] { $count } откликнувшийся исполнитель узнает об отмене
    [few] { $count } откликнувшихся исполнителя узнают об отмене
   *[many] { $count } откликнувшихся исполнителей узнают об отмене
}
cancel-repeat = Вернуть его нельзя, но можно разместить снова одним шагом
cancel-done = Заказ отменён
cancel-work-title = Отказаться от заказа?
cancel-work-back = Заказ снова станет виден всем исполнителям
cancel-work-loses = Чат и контакты заказчика закроются для вас
cancel-work-fee = Плата за отклик или за заказ, если её списали, не возвращается
cancel-work-choose = Почему отказываетесь? Заказчик увидит причину
cancel-work-busy = Не успеваю к сроку
cancel-work-price = Не договорились о цене
cancel-work-other-work = Работа отличается от описания
cancel-work-silent = Заказчик не выходит на связь
cancel-work-reason = Причина
cancel-work-reason-hint = Например: не успеваю к сроку
cancel-work-done = Вы отказались от заказа. Заказчик узнает причину

pending-waits = Ждёт отправки: { $what }
pending-held = Отложено: { $what }
pending-held-note = Отправим, когда получится предыдущий шаг.
pending-refused = Не получилось: { $what }
pending-message = Не отправлено сообщение: «{ $text }»
pending-edit-message = Правка не отправлена: «{ $text }»
pending-delete-message = Сообщение не удалено
pending-reason = Причина: { $reason }
pending-off-the-order = Вы больше не исполнитель этого заказа.
pending-take-back = Отменить
pending-discard-all = Удалить вместе со следующими шагами
order-gone = Заказ вам больше не доступен

respond-title = Отклик на заказ
respond-free = Отклик бесплатный на тарифе «{ $tariff }»: с баланса ничего не спишется
respond-costs-now = Отклик стоит { $sum }: спишем с баланса сразу, вернём, если заказчик отменит заказ
respond-costs-later = Отклик бесплатный. { $sum } спишем с баланса, только если выберут вас
respond-once = Откликнуться на заказ можно один раз
respond-text = Бюджет заказчика: { $budget }. Предложите свою цену.
respond-negotiable = Цена договорная. Предложите свою.
respond-message = Сообщение заказчику
respond-message-hint = Опыт, сроки, что входит в цену
respond-price = Ваша цена
respond-submit = Отправить отклик
respond-done = Отклик отправлен
respond-done-paid = Отклик отправлен, с баланса списано { $sum }

responses-title = Отклики
responses-empty-title = Откликов пока нет
responses-empty-text = Подробное описание и реальный бюджет помогают получить их быстрее.
response-no-price = По бюджету заказа
compare-executor = Исполнитель
compare-price = Цена
compare-rating = Рейтинг
compare-completed = Заказов
best-price = Лучшая цена
best-rating = Выше рейтинг
best-completed = Больше опыта
price-as-budget = как в бюджете
price-below = на { $sum } ниже бюджета
price-above = на { $sum } выше бюджета
select-title = { $name } — ваш исполнитель?
select-price = Цена исполнителя — { $sum }. Платите ему напрямую, когда работа сделана
select-no-price = Своей цены исполнитель не назвал: бюджет заказа — { $sum }
select-negotiable = Своей цены исполнитель не назвал: договоритесь о ней до начала работы
select-contacts = Вы увидите телефон и почту друг друга
select-chat = Откроется чат по этому заказу
select-leaves-feed = Заказ перейдёт в работу и уйдёт из ленты
select-others = { $count ->
    [one] Ещё { $count } исполнителю сообщим, что выбран другой
    [few] Ещё { $count } исполнителям сообщим, что выбран другой
   *[many] Ещё { $count } исполнителям сообщим, что выбран другой
}
select-done = Исполнитель выбран. Чат открыт

## Executor

executor-title = Исполнитель
executor-about = О мастере
verified-phone = Телефон подтверждён
executor-no-description = Мастер пока не рассказал о себе.
executor-no-reviews = Отзывов пока нет
executor-no-reviews-text = Они появляются после завершённых заказов.
figure-completed = Завершённые заказы
figure-reviews = Отзывы
figure-since = Дата регистрации

## Chats

chats-title = Чаты
chats-empty = Чатов пока нет
chats-empty-text = Чат открывается, когда заказчик выбирает исполнителя.
chats-choose = Выберите чат
chats-choose-text = Переписка с каждым — внутри своего заказа.
chats-no-messages = Сообщений пока нет
chats-mine = Вы: { $text }
chats-search = Имя или заказ
chats-none-found = По запросу «{ $query }» чатов нет
chats-order = Заказ этого чата
chat-typing = печатает…
chat-online = Онлайн
chat-lines = Сообщения
chat-older = Показать более ранние
chat-beginning = { $name } — ваш собеседник. Договоритесь о времени и деталях.
chat-unread = Непрочитанные сообщения
chat-new-messages = { $count ->
    [0] К последним сообщениям
    [one] { $count } новое сообщение
    [few] { $count } новых сообщения
   *[many] { $count } новых сообщений
}
chat-input = Сообщение
chat-placeholder = Сообщение
chat-send = Отправить
chat-readonly = Заказ не в работе: переписку можно только читать
chat-readonly-leaving = Вы отказались от заказа или закрыли его: писать здесь больше нельзя
chat-refused = Не отправлено: { $reason }
chat-former = Прежний исполнитель
chat-edit = Изменить
chat-you = Вы
chat-reply = Ответить
chat-reply-cancel = Не отвечать на это сообщение
chat-to-answered = К сообщению
chat-reply-earlier = Более раннее сообщение
chat-copy = Скопировать текст
chat-copied = Скопировано
chat-not-copied = Скопировать не удалось
chat-discard = Удалить
chat-edited = изменено
chat-deleted = Сообщение удалено
chat-deleting = Сообщение удаляется
chat-delete = Удалить
chat-delete-title = Удалить сообщение?
chat-delete-text = Оно исчезнет и у вас, и у собеседника. Вернуть его будет нельзя.
chat-delete-refused = Не удалено: { $reason }
chat-edit-refused = Не изменено: { $reason }
chat-leave = Оставить как есть
chat-editing = Изменение сообщения
chat-edit-cancel = Не изменять сообщение
chat-save = Сохранить
chat-menu = Действия с сообщением
chat-search = Поиск в чате
chat-search-close = Закрыть поиск
chat-search-older = К более раннему
chat-search-newer = К более позднему
chat-search-none = Не найдено
chat-search-none-here = Нет сети, на устройстве не найдено
chat-search-here = Нет сети: найдено только среди сообщений на этом устройстве
chat-search-found = Найдено: { $count }{ $more }
chat-search-place = { $at } из { $count }
chat-system-selected = Исполнитель выбран
chat-system-started = Исполнитель приступил к работе
chat-system-done = Работа выполнена
chat-system-refused = Исполнитель отказался от заказа
chat-system-closed = Заказ закрыт
tick-queued = Ждёт отправки
tick-refused = Не отправлено
tick-sent = Отправлено
tick-delivered = Доставлено
tick-read = Прочитано

## Notifications

notifications-title = Уведомления
notifications-read-all = Прочитать все
notifications-empty = Пока тихо
notifications-empty-text = Здесь появятся отклики, выбор исполнителя и всё, что происходит с заказами.
notifications-empty-service = Здесь появятся сообщения сервиса.
notification-unread = Не прочитано
notifications-filter = Какие показать
notifications-all = Все
notifications-unread = Непрочитанные
notifications-end = Это всё
notifications-none-unread = Всё прочитано
notifications-none-unread-text = Новые уведомления появятся здесь сами.
notification-read = Отметить прочитанным
notification-delete = Удалить уведомление
notification-deleted = Уведомление удалено
notification-undo = Вернуть

## Settings

nav-settings = Настройки
settings-title = Настройки
settings-account-hint = Профиль, устройства и выход
settings-notifications = Уведомления
settings-notifications-hint = Действуют на всех ваших устройствах. Без отметки «В приложении» уведомление придёт в список уже прочитанным.
kind-new-order = Новый заказ
kind-new-order-hint = Подходит по специализации и региону
kind-response = Отклик
kind-response-hint = Исполнитель откликнулся на ваш заказ
kind-selected = Вас выбрали
kind-selected-hint = Заказчик выбрал вас исполнителем
kind-not-selected = Выбран другой
kind-not-selected-hint = Заказчик выбрал другого исполнителя
kind-started = Работа начата
kind-started-hint = Исполнитель приступил к работе
kind-done = Работа выполнена
kind-done-hint = Можно принять и рассчитаться
kind-closed = Заказ закрыт
kind-closed-hint = Исполнитель получил оплату и закрыл заказ
kind-refused = Отказ исполнителя
kind-refused-hint = Заказ снова опубликован
kind-cancelled = Заказ отменён
kind-cancelled-hint = Заказчиком или модератором
kind-order-changed = Изменения в заказе
kind-order-changed-hint = Новые условия там, где вы откликнулись
kind-message = Сообщения
kind-message-hint = Новые сообщения в чатах
kind-account-moderated = Проверка аккаунта
kind-account-moderated-hint = Решения модератора о вас
kind-order-moderated = Проверка заказа
kind-order-moderated-hint = Решения модератора о ваших заказах
kind-system = От Montaj
kind-system-hint = Важное о работе сервиса
channel-in-app = В приложении
channel-push = Всплывают
channel-email = Почта
channel-sms = СМС
quiet-hours = Тихие часы
quiet-hours-hint = Ничего не всплывает, а потом придёт одна сводка
quiet-hours-from = С
quiet-hours-to = До
quiet-hours-empty = Начало и конец не должны совпадать
quiet-hours-zone = По времени: { $zone }
quiet-hours-elsewhere = На этом устройстве другое время: { $zone }
quiet-hours-move = Считать по нему
muted-title = Чаты без уведомлений
muted-none = Таких чатов нет. Отключить уведомления можно в шапке чата.
muted-former = Чат, который вам больше не доступен
muted-for-good = Пока не включите
muted-until = До: { $moment }
muted-end = Включить уведомления
mute = Отключить уведомления чата
mute-end = Включить уведомления чата
mute-title = Отключить уведомления чата?
mute-text = Сообщения будут приходить и считаться, но не будут всплывать. О самом заказе сообщим как обычно.
mute-hour = На час
mute-night = На 8 часов
mute-week = На неделю
mute-for-good = Пока не включу
mute-done = Уведомления чата отключены
mute-done-until = Уведомления чата отключены до: { $moment }
mute-over = Уведомления чата включены
settings-appearance = Оформление
theme = Тема
theme-system = Как в системе
theme-light = Светлая
theme-dark = Тёмная
text-size = Размер текста
text-normal = Обычный
text-large = Крупный
text-larger = Очень крупный
settings-language = Язык
settings-application = Приложение
autostart = Запускать вместе с системой
autostart-hint = Уведомления придут, даже если вы не открывали приложение
close-to-tray = При закрытии сворачивать в трей
close-to-tray-hint = Приложение останется на связи
settings-server = Сервер
server-url = Адрес сервера
server-url-hint = Меняйте, только если вас попросили
server-check = Проверить
server-found = Сервер отвечает, версия { $version }
server-move = Перейти на этот сервер
server-move-title = Перейти на { $url }?
server-move-text = Вы выйдете из аккаунта, а данные прежнего сервера будут стёрты с этого устройства. Неотправленное пропадёт.
server-moved = Теперь приложение работает с другим сервером
settings-about = О приложении
about-version = Версия { $version }
about-server = Сервер: { $url }
about-licences = Лицензии
about-licence-own = Montaj: MIT или Apache 2.0, на ваш выбор.
about-licence-font = Шрифт Onest: SIL Open Font License 1.1.
about-licence-parts = Использованные библиотеки распространяются под лицензиями MIT, Apache 2.0 и BSD.

## Profile

profile-title = Профиль
profile-person = Личные данные
profile-executor = Что вы делаете
profile-save = Сохранить
profile-saved = Сохранено
executor-region-hint = Заказы этого региона попадут в ленту
premium-until = «Премиум» до { $date }
specialization-inactive = { $name } (не активна на вашем тарифе)
specializations-limit = Тариф «{ $tariff }»: не больше { $count } { $count ->
    [one] специализации
   *[many] специализаций
}
not-remembered = На этом компьютере негде сохранить вход: после перезапуска придётся войти снова.
kept-in-file = Системное хранилище ключей недоступно: вход хранится в зашифрованном файле на этом компьютере.
devices-title = Устройства
device-used = Активность: { $moment }
device-current = Это устройство
device-end = Завершить
device-ended = Сеанс завершён
device-end-title = Завершить сеанс «{ $name }»?
device-end-text = На том устройстве придётся войти снова.
devices-end-others = Завершить все остальные
devices-end-others-title = Завершить остальные сеансы?
devices-end-others-text = На { $count ->
    [one] { $count } другом устройстве
   *[many] { $count } других устройствах
} придётся войти снова. Это устройство останется.

## Всплывающие уведомления системы

popup-message = Новое сообщение
popup-new-messages = { $count ->
    [one] { $count } новое сообщение
    [few] { $count } новых сообщения
   *[many] { $count } новых сообщений
}
popup-while-away = Пока вас не было
popup-quiet-hours = За тихие часы
popup-messages = { $count ->
    [one] { $count } сообщение
    [few] { $count } сообщения
   *[many] { $count } сообщений
}
popup-in-chats = { $count ->
    [one] в { $count } чате
   *[many] в { $count } чатах
}
popup-responses = { $count ->
    [one] { $count } отклик
    [few] { $count } отклика
   *[many] { $count } откликов
}
popup-new-orders = { $count ->
    [one] { $count } новый заказ
    [few] { $count } новых заказа
   *[many] { $count } новых заказов
}
popup-notifications = { $count ->
    [one] { $count } уведомление
    [few] { $count } уведомления
   *[many] { $count } уведомлений
}
popup-refused = Не получилось: «{ $step }»
