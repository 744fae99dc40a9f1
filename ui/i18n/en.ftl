### English, the interface's second language. The same keys as ru.ftl, in the same order.

app-name = Montaj
loading = Loading
device-browser = Browser

## Words of the product

role-customer = Customer
role-executor = Installer
role-admin = Administrator
role-customer-hint = I need an installer
role-executor-hint = I take on work

category-windows = Windows
category-doors = Doors
category-ceilings = Ceilings
category-conditioners = Air conditioners
category-blinds = Roller shutters
category-furniture = Furniture
categories = Kinds of work

status-pending = Under review
status-published = Published
status-in-progress = In progress
status-completed = Completed
status-cancelled = Cancelled
status-archived = Archived

tariff-standard = Standard
tariff-comfort = Comfort
tariff-premium = Premium

payment-cash = Cash
payment-card = Card
payment-bank = Bank transfer

response-pending = Awaiting a decision
response-accepted = Selected
response-rejected = Someone else was selected
response-cancelled = Withdrawn

account-pending = under review
account-active = verified
account-rejected = rejected
account-blocked = blocked
account-pending-note = A moderator is reviewing your account. You can look at orders already, and respond as soon as it is verified.

budget-negotiable = Price negotiable
messenger-max = MAX
messenger-telegram = Telegram
self-employed = Self-employed
self-employed-mark = I am self-employed
completed-orders = { $count ->
    [0] No completed orders yet
    [one] { $count } completed order
   *[other] { $count } completed orders
}
reviews-none = no reviews
reviews-count = { $count ->
    [one] { $count } review
   *[other] { $count } reviews
}
responses-count = { $count ->
    [0] No responses
    [one] { $count } response
   *[other] { $count } responses
}
views-count = { $count ->
    [one] { $count } view
   *[other] { $count } views
}
unread-count = Unread: { $count }

## Dates

date-today = today
date-yesterday = yesterday
date-heading-today = Today
date-heading-yesterday = Yesterday
age-now = just now
age-minutes = { $count } min ago
age-hours = { $count } h ago
date-day = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
seen-today = at { $time }
seen-at = last seen { $moment }
wait-seconds = { $count ->
    [one] { $count } second
   *[other] { $count } seconds
}
wait-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
wait-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}

## Failures

error-offline = Cannot reach the server. Check your connection and try again.
error-retry-after = Too often. Try again in { $wait }.
error-local = Something went wrong on this device. Try again.
stopped = Montaj has stopped
stopped-text = Something in the program went wrong. Reload the page to go on.
stopped-again = Reload
load-failed = Could not load
load-stale = This may be out of date.
action-retry = Try again
not-found-title = There is no such page
not-found-text = The link may be out of date, or its address mistyped.
not-found-home = To the start page
banner-offline = No connection. Showing what is kept on this device.
banner-offline-queued = No connection. { $count ->
    [one] { $what } waits
   *[other] { $what } wait
} to be sent and will go as soon as the connection is back.
banner-connecting = Connecting…
banner-connecting-queued = Connecting… { $count ->
    [one] { $what } waits
   *[other] { $what } wait
} to be sent.
banner-sending = Sending: { $what }…
banner-refused = { $count ->
    [one] { $count } action was not sent. Decide what to do with it.
   *[other] { $count } actions were not sent. Decide what to do with them.
}
banner-refused-open = Show
waits-messages = { $count ->
    [one] { $count } message
   *[other] { $count } messages
}
waits-steps = { $count ->
    [one] { $count } action
   *[other] { $count } actions
}

## What is wrong with a field

issue-required = Fill in this field
issue-too-short = At least { $min } characters
issue-too-long = At most { $max } characters
issue-phone = Enter a Russian number: +7 900 000-00-00
issue-email = Check the e-mail address
issue-inn = The INN is wrong: check all its 10 or 12 digits
issue-ogrn = The OGRN is wrong: check all its 13 or 15 digits
issue-terms = You cannot register without accepting the terms
issue-privacy = You cannot register without agreeing to the processing of your data
issue-off-the-map = This point is not on the map
issue-in-the-past = This day has passed
issue-ends-before-start = It ends before it starts
issue-too-far-ahead = No more than two years ahead
issue-budget-small = At least { $min }
issue-budget-large = At most { $max }
contact-in-text-phone = Remove the phone number “{ $place }”: contacts open once an installer is selected
contact-in-text-email = Remove the e-mail “{ $place }”: contacts open once an installer is selected
contact-in-text-link = Remove the link “{ $place }”: contacts open once an installer is selected
contact-in-text-handle = Remove the username “{ $place }”: contacts open once an installer is selected
form-check-fields = Check the marked fields

## Fields

field-optional = optional
field-choose = Choose
field-clear = Clear
password-show = Show password
chip-remove = Remove: { $label }
steps-at = Step { $at } of { $count }
rating-stars = { $count ->
    [one] { $count } star
   *[other] { $count } stars
}
date-placeholder = dd.mm.yyyy
date-open = { $label }: choose from the calendar
date-calendar = Calendar
date-month-back = Previous month
date-month-forward = Next month
date-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
date-weekday = { $day ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}
field-phone = Phone
field-password = Password
field-new-password = New password
field-code = Code from the SMS
field-name = Full name
field-email = E-mail
field-city = City
field-organization = Organization
field-inn = INN
field-ogrn = OGRN or OGRNIP
field-about = About you
field-category = Kind of work
field-region = Region
field-title = What needs to be done
field-title-hint = Install two PVC windows
field-description = Details
field-description-hint = Sizes, materials, floor: the more precise you are, the more precise the prices in responses
field-website = Website
field-address = Address
field-address-hint = Street, building
field-address-note = Better tell the flat number and the entry code to the selected installer in the chat.
field-start-date = Start
field-end-date = Finish
field-end-hint = If there is a deadline
field-budget = Budget
field-budget-hint = From { $sum }
field-negotiable = Price negotiable
field-payment = Payment
field-specializations = Specializations
field-short = About you in short
field-short-hint = I have fitted windows for 12 years with a crew of my own
field-full = Your experience and terms in full
hint-phone = We will send a confirmation code to it
hint-password = At least 8 characters

## Navigation and what all pages share

nav-label = Sections
nav-skip = Skip to content
nav-fold = Fold the menu
nav-unfold = Unfold the menu
nav-search = Search
nav-feed = Feed
nav-my-orders = Orders
nav-new-order = Post
nav-chats = Chats
nav-notifications = Notifications
nav-profile = Profile
action-back = Back
action-next = Next
action-close-dialog = Close
shortcuts-title = Keyboard shortcuts
shortcuts-new = New order
shortcuts-search = Search
shortcuts-chat-search = Search the open chat
shortcuts-edit-last = Edit your last message
shortcuts-close = Close a dialog
shortcuts-list = This list
sort-label = Sort by
sort-newest = Newest first
sort-oldest = Oldest first
sort-start = Start: earliest
sort-start-late = Start: latest
sort-rating = Rating
sort-price = Price
sort-completed = Completed orders

## Coming in

slogan = Installation done by people you can trust
promise-safe = Installers are checked by a moderator
promise-chat = What you agree on stays in the order’s chat
promise-free = Free for customers
welcome-title = Find the right installer
welcome-lead = Describe the job, compare responses and choose who does it. Windows, doors, ceilings, air conditioners, roller shutters, furniture.
welcome-customer = I need an installer
welcome-customer-text = Post an order for free
welcome-executor = I am an installer
welcome-executor-text = Get orders near you
welcome-step-1 = Describe the job and your budget
welcome-step-2 = Compare responses and ratings
welcome-step-3 = Choose an installer and settle it in the chat
welcome-how = How it works
welcome-for-customers = For customers
welcome-for-executors = For installers
welcome-work-1 = Get orders of your region and specializations
welcome-work-2 = Respond with your own price and dates
welcome-work-3 = Settle details in the chat and see the order through to payment
welcome-why-safe = Verified installers
welcome-why-safe-text = A moderator checks every installer, and ratings come from reviews of completed work.
welcome-why-chat = All in one place
welcome-why-chat-text = Messages, progress and contacts belong to the order. Only the one you select sees your phone number.
welcome-why-offline = Works without a network, too
welcome-why-offline-text = Messages and steps of the work go out by themselves once there is a connection.
language-label = Language
log-in = Log in
log-in-title = Log in
log-in-ended = Your session on this device has ended. Log in again.
log-in-forgot = Forgot your password?
log-in-locked = Too many attempts. You can log in again in { $wait }.
log-in-wrong = Check your keyboard layout and Caps Lock. A forgotten password can be replaced by a code from an SMS.
log-in-verify = Confirm the number with a code
log-out = Log out
log-out-unsent = Log out without sending?
log-out-unsent-text = { $count ->
    [one] { $count } action has not been sent yet and will be lost
   *[other] { $count } actions have not been sent yet and will be lost
}: nothing of yours stays on this device.
register = Create an account
register-title = Registration
register-role = Who you are
register-more = Organization and messengers
register-step-role = Role
register-step-access = Log-in
register-step-person = About you
register-step-consents = Consent
register-next = Continue
register-consents = Agree to the rules, and we will send you a code by SMS.
password-weak = A weak password: add words or symbols
password-fair = A fair password
password-strong = A strong password
register-submit = Register
register-have-account = Already have an account?
agree-terms = I accept the terms of use
agree-privacy = I agree to the processing of my personal data
verify-title = Code from the SMS
verify-sent-to = We sent a code to { $phone }
verify-which = Enter the number and the code sent to it
verify-submit = Confirm
verify-other = Use another number
verify-resend = Send again
verify-wait = in { $secs } s
reset-title = New password
reset-how = We will send a code to the number you registered with
reset-sent = If this number is registered, a code is on its way
reset-request = Get a code
reset-submit = Save the password
reset-done = Your password has been changed. Log in with the new one.
reset-back = Back to log-in

## Feed

feed-title = Order feed
feed-subtitle = For your specializations, { $region }
feed-subtitle-nowhere = For your specializations
feed-filters = Filters
feed-filters-on = Filters: { $count }
feed-show = { $count ->
    [0] Show
    [one] Show { $count } order
   *[other] Show { $count } orders
}
feed-show-many = Show more than { $count }
feed-kept = No connection: this is the feed as you saw it last. It will update by itself once you are online.
filter-from = from
filter-to = to
filter-start = Start of the work
filter-since = from
filter-until = until
feed-search = Search
feed-search-hint = Search words and addresses
feed-all-categories = All kinds of work
feed-all-regions = My region
feed-reset = Reset
feed-new-orders = { $count ->
    [one] { $count } new order
   *[other] { $count } new orders
}
feed-more = Show more
feed-end = That is all for today
feed-empty-title = No new orders yet
feed-empty-text = A suitable one will appear here by itself. More orders come with other specializations or another region.
feed-empty-next = Set up your profile
feed-nothing-title = Nothing found
feed-nothing-text = Change the words you search for, or remove filters.
feed-nothing-next = Show all orders
feed-no-trade-title = Choose what you do
feed-no-trade-text = Name your region and specializations, and orders for you will appear here.
feed-no-trade-next = Fill in your profile

## My orders

mine-title = My orders
mine-new = New order
mine-in-progress = In progress
mine-published = Open
mine-responses = Responses
mine-finished = Completed
mine-cancelled = Cancelled
mine-search = Search by number, address, name
mine-decide = { $count ->
    [one] { $count } order waits for your decision
   *[other] { $count } orders wait for your decision
}
mine-decide-heading = Your decision is needed
mine-other-heading = Others
decide-choose = { $count ->
    [one] { $count } response: select an installer
   *[other] { $count } responses: select an installer
}
decide-accept = The work is done: check it and pay
decide-start = You are selected: start the work
decide-close = Get paid and close the order
mine-responses-all = All
mine-responses-waiting = Waiting
mine-responses-rejected = Somebody else
mine-responses-cancelled = Cancelled
mine-older = Show earlier orders
mine-nothing-title = Nothing found
mine-nothing-text = Check the number, or change the words you search for.
mine-empty-published = No published orders
mine-empty-published-text = Describe the job: the first responses usually come within an hour.
mine-empty-responses = You have not responded yet
mine-empty-responses-text = Find an order in the feed and offer your price.
mine-empty-finished = No finished orders yet
mine-empty-finished-text = Closed orders will stay here.
mine-empty-cancelled = No cancelled orders
mine-empty-cancelled-text = A cancelled order can be posted again in one step.
mine-empty-cancelled-executor = Orders that you responded to and the customer cancelled come here.
mine-empty-progress = Nothing in progress
mine-empty-progress-executor = When a customer selects you, the order appears here.
mine-empty-progress-customer = When you select an installer, the order appears here.
mine-empty-feed = Open the feed

## New order and edit

order-new-title = New order
order-new-subtitle = Free of charge. Responses come to “My orders”; only the installer you select sees your contacts.
order-new-submit = Publish the order
order-posted = Order No. { $number } has been posted
order-draft-restored = We kept your draft.
order-draft-discard = Start over
order-draft-discarded = The draft is gone.
order-draft-undo = Bring it back
order-form-what = What
order-form-where = Where
order-form-when = When
order-form-money = Payment
order-form-check = Check
order-form-steps = Steps of the order
order-what-title = What needs doing?
order-what-text = Choose the kind of work and describe it as you would tell an installer on the phone.
order-ask-title = What installers usually ask
order-ask-windows = How many windows and of what size, which floor, concrete or brick walls, whether the windows are bought, whether you need reveals, sills and removal of the old frames.
order-ask-doors = Entrance or interior, how many leaves, whether the openings are ready, whether the hardware is bought, whether extensions and removal of the old doors are needed.
order-ask-ceilings = Area and height of the rooms, stretch or plasterboard, how many lamps and corners, whether there are pipes and curtain niches.
order-ask-conditioners = Model and power, floor, length of the line, whether there is a chase and access to the façade, whether the equipment is bought.
order-ask-blinds = Sizes of the openings, wall material, motor or manual, whether power is near, whether the shutters are bought.
order-ask-furniture = What is to be assembled and of which brand, how many boxes, whether it must be carried up, appliances fitted and units hung on the wall.
example-title-windows = Install three windows in a flat
example-title-doors = Fit two interior doors
example-title-ceilings = A stretch ceiling in a room of 18 m²
example-title-conditioners = Install a split system in the bedroom
example-title-blinds = Roller shutters for two ground-floor windows
example-title-furniture = Assemble a three-metre kitchen
example-text-windows = For example: a concrete block, fifth floor. Windows of 1400×1400 have been delivered; installation with reveals and sills, the old frames to be taken out.
example-text-doors = For example: openings of 2070×870 are ready, doors and hardware are bought. Extensions and architraves needed, the old doors to be removed.
example-text-ceilings = For example: matt sheet, six spotlights, a curtain niche, two pipes. Height 2.7 m.
example-text-conditioners = For example: a 9k split system is bought, third floor, a line of about 4 metres, no chase, the outdoor unit goes under the window.
example-text-blinds = For example: two openings of 1300×1400, brick, motor with a remote. Measuring, delivery and installation.
example-text-furniture = For example: a kitchen of 9 units, a worktop with cut-outs for sink and hob, wall units on concrete.
order-where-title = Where will the work be?
order-where-text = Installers nearby will find the order by its region.
order-when-title = When should it start?
order-when-text = The date can be settled with the installer in the chat.
order-when-tomorrow = Tomorrow
order-when-soon = In 3 days
order-when-week = In a week
order-money-title = How much, and how will you pay?
order-money-text = You pay the installer directly when the work is done. For customers the service is free.
order-check-title = Is everything right?
order-check-text = This is how installers will see it. Only the one you select will see your phone and e-mail.
order-check-edit = Change:
order-repeated = Filled in from your earlier order. Check the dates and publish it.
order-edit-title = Edit order No. { $number }
order-edit-subtitle = Everyone who responded will be told
order-edit-submit = Save
order-edited = The order has been changed
order-edit-late-title = This order can no longer be changed
order-edit-late-text = It can be changed only until an installer is selected.
order-open = Open the order

## Order page

order-number = Order No. { $number }
order-published = Published { $moment }
order-dates = { $start } – { $end }
order-from = from { $start }
order-responded = You responded
order-viewed = Viewed
order-details = Description
order-my-response = Your response:
fact-budget = Budget
fact-dates = Dates
fact-place = Place
fact-payment = Payment
party-executor = Installer
party-executor-was = Installer
party-customer = Customer
contacts-after-selection = Contacts open if the customer selects you
contacts-masked = The order is closed, contacts are hidden

timeline-label = Progress of the order
timeline-published = Publication
timeline-selected = Choice of installer
timeline-started = Start of work
timeline-done = End of work
timeline-closed = Closing of the order
timeline-cancelled = Cancelled
timeline-archived = Archived

advice-respond = This order is open. Say why it should be you, and offer a price.
advice-response-pending = You have responded. The customer is deciding; we will tell you at once.
advice-response-rejected = The customer selected someone else. Keep responding: there are new orders every day.
advice-response-cancelled = You withdrew from this order.
advice-other-trade = This kind of work is not among your active specializations.
advice-customer-pending = A moderator is reviewing the order. It usually takes less than an hour.
advice-customer-waiting = Installers can see your order. We will tell you about the first response.
advice-customer-choose = Compare the responses and select an installer: contacts and the chat will open.
advice-customer-selected = An installer is selected. Settle the details in the chat; work starts soon.
advice-customer-working = The installer is at work. The chat is the best place for questions.
advice-customer-done = The installer has marked the work as done. Accept and pay for it, and they will close the order.
advice-executor-selected = You were selected! Get in touch with the customer and start the work.
advice-executor-working = Work is under way. When everything is ready, mark the order as done.
advice-executor-done = Receive the payment and close the order.
advice-completed = The order is closed. Thank you!
advice-cancelled = The order is cancelled.
advice-archived = A moderator has archived this order.

action-respond = Respond
action-start-work = Start work
action-cancel-work = Withdraw from the order
action-complete = Order done
action-close = Close the order
action-cancel = Cancel the order
action-repeat = Post again
action-edit = Edit
action-open-chat = Open the chat
action-open-order = Open the order
action-select = Select

work-started = Work has started, and the customer knows
complete-title = Is the work done?
complete-told = The customer is notified and checks the result
complete-final = After this the order can no longer be given up
complete-then = Next come payment and closing
complete-done = Marked as done. Receive the payment and close the order
close-title = Close the order?
close-paid = You confirm that you have been paid
close-paid-cash = You confirm that you have been paid in cash
close-counts = The order is completed and counts for both of you
close-contacts = Contacts are hidden, the chat stays for reading
close-done = The order is closed
cancel-title = Cancel the order?
cancel-leaves-feed = The order will disappear from the installers’ feed
cancel-told = { $count ->
    [one] { $count } installer who responded will hear of it
   *[other] { $count } installers who responded will hear of it
}
cancel-repeat = It cannot be restored, but it can be posted again in one step
cancel-done = The order is cancelled
cancel-work-title = Withdraw from the order?
cancel-work-back = The order becomes visible to all installers again
cancel-work-loses = The chat and the customer’s contacts close for you
cancel-work-fee = If a fee was taken for the response or the order, it is not returned
cancel-work-choose = Why do you give it up? The customer will see the reason
cancel-work-busy = I cannot make it in time
cancel-work-price = We did not agree on the price
cancel-work-other-work = The work differs from the description
cancel-work-silent = The customer does not answer
cancel-work-reason = Reason
cancel-work-reason-hint = For example: I will not make it in time
cancel-work-done = You withdrew from the order. The customer will see why

pending-waits = Waiting to be sent: { $what }
pending-held = On hold: { $what }
pending-held-note = We will send it once the previous step has gone through.
pending-refused = Did not work: { $what }
pending-message = A message was not sent: “{ $text }”
pending-edit-message = A change was not sent: “{ $text }”
pending-delete-message = A message was not deleted
pending-reason = Reason: { $reason }
pending-off-the-order = You are no longer the installer of this order.
pending-take-back = Take back
pending-discard-all = Discard with the steps after it
order-gone = This order is no longer available to you

respond-title = Response to the order
respond-free = A response is free with the { $tariff } tariff: nothing is taken from your balance
respond-costs-now = A response costs { $sum }, taken from your balance at once and returned if the customer cancels
respond-costs-later = A response is free. { $sum } is taken from your balance only if you are selected
respond-once = You can respond to an order once
respond-text = The customer’s budget: { $budget }. Make your offer.
respond-negotiable = The price is negotiable. Make your offer.
respond-message = Message to the customer
respond-message-hint = Experience, timing, what the price includes
respond-price = Your price
respond-submit = Send the response
respond-done = Your response has been sent
respond-done-paid = Your response has been sent, { $sum } was taken from your balance

responses-title = Responses
responses-empty-title = No responses yet
responses-empty-text = A detailed description and a realistic budget bring them sooner.
response-no-price = At the order’s budget
compare-executor = Installer
compare-price = Price
compare-rating = Rating
compare-completed = Orders
best-price = Best price
best-rating = Highest rating
best-completed = Most experience
price-as-budget = as in the budget
price-below = { $sum } below the budget
price-above = { $sum } above the budget
select-title = Select { $name }?
select-price = The price is { $sum }. You pay the installer directly when the work is done
select-no-price = No price was named: the budget of the order is { $sum }
select-negotiable = No price was named: agree on it before the work starts
select-contacts = You will see each other’s phone and e-mail
select-chat = A chat about this order will open
select-leaves-feed = The order goes into work and leaves the feed
select-others = { $count ->
    [one] { $count } other installer will hear that somebody else was selected
   *[other] { $count } other installers will hear that somebody else was selected
}
select-done = Installer selected. The chat is open

## Executor

executor-title = Installer
executor-about = About the installer
verified-phone = Phone verified
executor-no-description = Nothing written here yet.
executor-no-reviews = No reviews yet
executor-no-reviews-text = They appear after completed orders.
figure-completed = Completed orders
figure-reviews = Reviews
figure-since = Registered

## Chats

chats-title = Chats
chats-empty = No chats yet
chats-empty-text = A chat opens when a customer selects an installer.
chats-choose = Choose a chat
chats-choose-text = Each conversation belongs to its own order.
chats-no-messages = No messages yet
chats-mine = You: { $text }
chats-search = Name or order
chats-none-found = No chats for “{ $query }”
chats-order = The order of this chat
chat-typing = typing…
chat-online = Online
chat-lines = Messages
chat-older = Show earlier messages
chat-beginning = Write to { $name } and agree on time and details.
chat-unread = Unread messages
chat-new-messages = { $count ->
    [0] To the newest messages
    [one] { $count } new message
   *[other] { $count } new messages
}
chat-input = Message
chat-placeholder = Message
chat-send = Send
chat-readonly = The order is not in progress: this chat can only be read
chat-readonly-leaving = You withdrew from the order or closed it: you can no longer write here
chat-refused = Not sent: { $reason }
chat-former = Former installer
chat-edit = Edit
chat-you = You
chat-reply = Reply
chat-reply-cancel = Do not reply to this message
chat-to-answered = To the message
chat-reply-earlier = An earlier message
chat-copy = Copy text
chat-copied = Copied
chat-not-copied = Could not copy
chat-discard = Delete
chat-edited = edited
chat-deleted = Message deleted
chat-deleting = Deleting the message
chat-delete = Delete
chat-delete-title = Delete this message?
chat-delete-text = It will disappear for you and for the other side. This cannot be undone.
chat-delete-refused = Not deleted: { $reason }
chat-edit-refused = Not changed: { $reason }
chat-leave = Leave as it is
chat-editing = Editing a message
chat-edit-cancel = Do not edit this message
chat-save = Save
chat-menu = Message actions
chat-search = Search this chat
chat-search-close = Close the search
chat-search-older = To an earlier one
chat-search-newer = To a later one
chat-search-none = Nothing found
chat-search-none-here = Offline: nothing found on this device
chat-search-here = Offline: only the messages on this device were searched
chat-search-found = Found: { $count }{ $more }
chat-search-place = { $at } of { $count }
chat-system-selected = Installer selected
chat-system-started = The installer has started work
chat-system-done = The work is done
chat-system-refused = The installer has withdrawn from the order
chat-system-closed = The order is closed
tick-queued = Waiting to be sent
tick-refused = Not sent
tick-sent = Sent
tick-delivered = Delivered
tick-read = Read

## Notifications

notifications-title = Notifications
notifications-read-all = Mark all as read
notifications-empty = All quiet
notifications-empty-text = Responses, selections and all that happens to your orders will appear here.
notifications-empty-service = Messages of the service will appear here.
notification-unread = Unread
notifications-filter = Which to show
notifications-all = All
notifications-unread = Unread
notifications-end = That is all
notifications-none-unread = All read
notifications-none-unread-text = New notifications will appear here by themselves.
notification-read = Mark as read
notification-delete = Delete notification
notification-deleted = Notification deleted
notification-undo = Undo

## Settings

nav-settings = Settings
settings-title = Settings
settings-account-hint = Profile, devices and logging out
settings-notifications = Notifications
settings-notifications-hint = They hold on all your devices. Without “In the app” a notification comes into the list as read already.
kind-new-order = New order
kind-new-order-hint = It fits your trade and region
kind-response = Response
kind-response-hint = An installer has responded to your order
kind-selected = You were selected
kind-selected-hint = The customer wants you for the job
kind-not-selected = Someone else was selected
kind-not-selected-hint = The customer chose another installer
kind-started = Work started
kind-started-hint = The installer has begun
kind-done = Work done
kind-done-hint = Time to check and to pay
kind-closed = Order closed
kind-closed-hint = The installer was paid and closed the order
kind-refused = Installer withdrew
kind-refused-hint = The order is published again
kind-cancelled = Order cancelled
kind-cancelled-hint = By the customer or a moderator
kind-order-changed = Changes of an order
kind-order-changed-hint = New terms where you have responded
kind-message = Messages
kind-message-hint = New messages in your chats
kind-account-moderated = Account review
kind-account-moderated-hint = What moderators decide about you
kind-order-moderated = Order review
kind-order-moderated-hint = What moderators decide about your orders
kind-system = From Montaj
kind-system-hint = What matters about the service
channel-in-app = In the app
channel-push = Pop-ups
channel-email = E-mail
channel-sms = SMS
quiet-hours = Quiet hours
quiet-hours-hint = Nothing pops up; afterwards comes one summary
quiet-hours-from = From
quiet-hours-to = To
quiet-hours-empty = The start and the end must differ
quiet-hours-zone = By the clock of { $zone }
quiet-hours-elsewhere = The clock of this device is another: { $zone }
quiet-hours-move = Go by it
muted-title = Muted chats
muted-none = There are none. A chat is muted at its top.
muted-former = A chat you no longer have
muted-for-good = Until you unmute it
muted-until = Until { $moment }
muted-end = Unmute
mute = Mute this chat
mute-end = Unmute this chat
mute-title = Mute this chat?
mute-text = Messages still come and are counted, but do not pop up. You are told of the order itself as before.
mute-hour = For an hour
mute-night = For 8 hours
mute-week = For a week
mute-for-good = Until I unmute it
mute-done = The chat is muted
mute-done-until = The chat is muted until { $moment }
mute-over = The chat is no longer muted
settings-appearance = Appearance
theme = Theme
theme-system = Like the system
theme-light = Light
theme-dark = Dark
text-size = Text size
text-normal = Normal
text-large = Large
text-larger = Larger
settings-language = Language
settings-application = Application
autostart = Start with the system
autostart-hint = Notifications come even if you have not opened the app
close-to-tray = Close to the tray
close-to-tray-hint = The app stays connected
settings-server = Server
server-url = Server address
server-url-hint = Change it only if you were asked to
server-check = Check
server-found = The server answers, version { $version }
server-move = Move to this server
server-move-title = Move to { $url }?
server-move-text = You will be logged out, and the data of the former server will be erased from this device. What was not sent is lost.
server-moved = The app now works with another server
settings-about = About
about-version = Version { $version }
about-server = Server: { $url }
about-licences = Licences
about-licence-own = Montaj: MIT or Apache 2.0, at your choice.
about-licence-font = The font Onest: SIL Open Font License 1.1.
about-licence-parts = The libraries used are under the licences MIT, Apache 2.0 and BSD.

## Profile

profile-title = Profile
profile-person = Personal details
profile-executor = What you do
profile-save = Save
profile-saved = Saved
executor-region-hint = Orders of this region come into your feed
premium-until = Premium until { $date }
specialization-inactive = { $name } (inactive on your tariff)
specializations-limit = Tariff { $tariff }: at most { $count } { $count ->
    [one] trade
   *[other] trades
}
not-remembered = This computer has nowhere to keep your log-in: you will have to log in again after a restart.
kept-in-file = The system's keyring is not available: your log-in is kept in an encrypted file on this computer.
devices-title = Devices
device-used = Last active: { $moment }
device-current = This device
device-end = End
device-ended = The session has ended
device-end-title = End the session “{ $name }”?
device-end-text = You will have to log in again on that device.
devices-end-others = End all others
devices-end-others-title = End the other sessions?
devices-end-others-text = { $count ->
    [one] { $count } other device
   *[other] { $count } other devices
} will have to log in again. This one stays.

## Pop-ups of the system

popup-message = New message
popup-new-messages = { $count ->
    [one] { $count } new message
   *[other] { $count } new messages
}
popup-while-away = While you were away
popup-quiet-hours = During your quiet hours
popup-messages = { $count ->
    [one] { $count } message
   *[other] { $count } messages
}
popup-in-chats = { $count ->
    [one] in { $count } chat
   *[other] in { $count } chats
}
popup-responses = { $count ->
    [one] { $count } response
   *[other] { $count } responses
}
popup-new-orders = { $count ->
    [one] { $count } new order
   *[other] { $count } new orders
}
popup-notifications = { $count ->
    [one] { $count } notification
   *[other] { $count } notifications
}
popup-refused = Not done: “{ $step }”

## What the server says in Russian itself: only in this language, by its code

served-problem-malformed = The request could not be read
served-problem-unauthenticated = Log in to continue
served-problem-token_expired = Your session is out of date; logging in again
served-problem-session_ended = Your session on this device has ended, log in again
served-problem-wrong_credentials = Wrong phone number or password
served-problem-forbidden = You cannot do this
served-problem-origin_not_allowed = Connections from this site are not allowed
served-problem-phone_not_verified = Confirm your phone number with the code from the SMS
served-problem-account_pending = A moderator has yet to review this account
served-problem-account_rejected = A moderator has rejected this account
served-problem-account_blocked = This account is blocked, contact support
served-problem-not_found = Not found
served-problem-method_not_allowed = This call is not supported here
served-problem-request_timeout = The request took too long, try again
served-problem-phone_taken = This number is registered already
served-problem-idempotency_mismatch = This key was already used for another request
served-problem-already_responded = You have already responded to this order
served-problem-order_not_published = This order no longer takes responses
served-problem-already_selected = An installer has already been selected
served-problem-response_not_pending = This installer cannot be selected now
served-problem-not_in_progress = The order is not in progress
served-problem-already_started = Work has already started
served-problem-not_started = Start work first
served-problem-already_done = The work is already marked as done
served-problem-not_done = Mark the order as done first
served-problem-order_closed = The order is already closed
served-problem-not_applicable = This does not fit the present state
served-problem-chat_read_only = You can no longer write in this chat
served-problem-message_too_old = A message can be edited or deleted within a day
served-problem-message_deleted = This message was deleted
served-problem-other_specialization = This kind of work is not among your specializations
served-problem-insufficient_funds = Not enough money on your balance
served-problem-sync_reset = The log of changes is too old, load everything again
served-problem-payload_too_large = The request is too large
served-problem-unsupported_media_type = This format is not supported
served-problem-invalid_input = Check the fields
served-problem-wrong_code = Wrong code
served-problem-code_expired = This code has expired or was used, ask for a new one
served-problem-code_burned = Too many attempts, ask for a new code
served-problem-rate_limited = Too often, try again a little later
served-problem-internal = An internal error; we are on it
served-problem-unavailable = The service is temporarily unavailable
served-problem-storage_unavailable = Could not save, try again a little later
served-detail-wrong_code = Attempts left: { $limit }
served-detail-account_blocked = Reason: “{ $said }”
served-detail-account_rejected = Reason: “{ $said }”
served-detail-insufficient_funds = You need { $limit } more to respond. Top up your balance

served-field-too_short = { $limit ->
    [none] Write a little more
   *[other] Too short: at least { $limit } characters
}
served-field-too_long = { $limit ->
    [none] Use fewer words
   *[other] Too long: at most { $limit } characters
}
served-field-required = Fill in this field
served-field-contact = Remove contacts from the text: they open once an installer is selected
served-field-too_small = { $limit ->
    [none] It must be more than zero
   *[other] Too little: at least { $limit }
}
served-field-too_large = Too much: at most { $limit }
served-field-in_the_past = This day has passed
served-field-ends_before_start = It ends before it starts
served-field-too_far_ahead = No more than two years ahead
served-field-off_the_map = This point is not on the map
served-field-not_allowed = Choose customer or installer
served-field-invalid_phone = Enter a Russian phone number
served-field-must_agree = Your consent is needed here
served-field-invalid_email = Check the e-mail address
served-field-invalid_number = Check the number: its digits do not add up
served-field-duplicate = Each specialization can be chosen once
served-field-too_many = Your tariff allows up to { $limit }
served-field-invalid_reason = Give a reason
served-field-unknown_region = Choose a region from the list
served-field-not_found = Not found
served-field-other = Check this field

served-note-NEW_ORDER = A new order for you
served-note-NEW_ORDER-WINDOWS = New order: windows
served-note-NEW_ORDER-DOORS = New order: doors
served-note-NEW_ORDER-CEILINGS = New order: ceilings
served-note-NEW_ORDER-CONDITIONERS = New order: air conditioners
served-note-NEW_ORDER-BLINDS = New order: roller shutters
served-note-NEW_ORDER-FURNITURE = New order: furniture
served-note-RESPONSE = A new response to your order
served-note-SELECTED = You were selected
served-note-NOT_SELECTED = The customer selected someone else
served-note-STARTED = The installer has started work
served-note-DONE = The order is done
served-note-CLOSED = The order is closed
served-note-REFUSED = The installer has withdrawn
served-note-CANCELLED = The order was cancelled
served-note-ORDER_CHANGED = The order has changed
served-note-ACCOUNT_MODERATED = Your account was reviewed
served-note-ORDER_MODERATED = Your order was reviewed
served-note-MESSAGE = New message
served-note-ORDER_CHANGED-REOPENED = Your response counts again
served-note-ORDER_MODERATED-PUBLISHED = Your order is published
served-note-ORDER_MODERATED-REJECTED = Your order was not published
served-note-ORDER_MODERATED-ARCHIVED = Your order was archived
served-note-ORDER_MODERATED-CANCELLED = A moderator cancelled your order
served-note-ACCOUNT_MODERATED-APPROVED = Your account is approved
served-note-ACCOUNT_MODERATED-REJECTED = Your account was rejected
served-note-ACCOUNT_MODERATED-BLOCKED = Your account is blocked
served-note-ACCOUNT_MODERATED-UNBLOCKED = Your account is unblocked

# The texts of notifications, by their facts.
served-said = “{ $said }”
served-told-NEW_ORDER = Order No. { $number } “{ $title }”. { $region }, { $budget ->
    [none] price negotiable
   *[other] budget { $budget }
}.
served-told-RESPONSE = { $who } responded to order No. { $number } “{ $title }”.
served-told-SELECTED = { $who } chose you for order No. { $number } “{ $title }”. Contacts and the chat are open.
served-told-NOT_SELECTED = It was order No. { $number } “{ $title }”. Thank you for responding, the next one may be yours.
served-told-STARTED = { $who } has started work on order No. { $number } “{ $title }”.
served-told-DONE = { $who } has finished order No. { $number } “{ $title }”. Check the result and settle up.
served-told-CLOSED = It is about order No. { $number } “{ $title }”. Thank you for choosing Montaj!
served-told-REFUSED = { $who } no longer works on order No. { $number } “{ $title }”, which is open to others again.
served-told-CANCELLED = The customer has cancelled order No. { $number } “{ $title }”. Other orders are waiting for you.
served-told-CANCELLED-TAKEN_DOWN = A moderator has taken down order No. { $number } “{ $title }”.
served-told-ORDER_CHANGED = It is about order No. { $number } “{ $title }”. See whether it still suits you.
served-told-ORDER_CHANGED-REOPENED = Order No. { $number } “{ $title }” is open again, and your response is being considered.
served-told-ORDER_MODERATED = It is about order No. { $number } “{ $title }”.
served-told-ORDER_MODERATED-PUBLISHED = Order No. { $number } “{ $title }” has passed the review. Installers see it now.
