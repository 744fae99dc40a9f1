//! How dates, money and numbers read: the one place that decides.

mod dates;
mod numbers;

pub use dates::{
    Now, age, calendar_day, day_heading, days, last_seen, list_time, moment, time_of_day, wait,
};
pub use numbers::{
    budget, fixed_budget, grouped_roubles, money, phone, rating, roubles, typed_phone,
};
