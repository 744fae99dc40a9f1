//! Words of the data set: those of the demo data, put together anew, so that they read like what
//! people write and are as long.

use anyhow::Context;
use montaj_domain::user::Specialization;
use serde::Deserialize;

use super::dice::Dice;

const SOURCES: [&str; 8] = [
    include_str!("../../../server/src/demo/data/published_moscow.toml"),
    include_str!("../../../server/src/demo/data/published_piter.toml"),
    include_str!("../../../server/src/demo/data/published_kazan.toml"),
    include_str!("../../../server/src/demo/data/published_ekaterinburg.toml"),
    include_str!("../../../server/src/demo/data/in_progress_long.toml"),
    include_str!("../../../server/src/demo/data/in_progress_short.toml"),
    include_str!("../../../server/src/demo/data/completed.toml"),
    include_str!("../../../server/src/demo/data/other.toml"),
];

const FIRST_NAMES: [&str; 16] = [
    "Анна",
    "Борис",
    "Вера",
    "Глеб",
    "Дмитрий",
    "Елена",
    "Игорь",
    "Ксения",
    "Лев",
    "Марина",
    "Никита",
    "Ольга",
    "Павел",
    "Раиса",
    "Сергей",
    "Татьяна",
];
const LAST_NAMES: [&str; 16] = [
    "Авдеенко",
    "Бондарь",
    "Гончар",
    "Дьяченко",
    "Жук",
    "Заяц",
    "Коваль",
    "Лещенко",
    "Мороз",
    "Недель",
    "Оноприенко",
    "Прус",
    "Руденко",
    "Сирко",
    "Титаренко",
    "Шевчук",
];
const STREETS: [&str; 20] = [
    "ул. Профсоюзная",
    "пр. Мира",
    "ул. Садовая",
    "ул. Гагарина",
    "Ленинский проспект",
    "ул. Зелёная",
    "Парковая улица",
    "ул. Лесная",
    "ул. Кирова",
    "Октябрьская улица",
    "ул. Чехова",
    "Заводская улица",
    "ул. Победы",
    "бульвар Космонавтов",
    "ул. Пушкина",
    "Набережная улица",
    "ул. Советская",
    "ул. Молодёжная",
    "Строительная улица",
    "ул. Тополиная",
];
const CIRCUMSTANCES: [&str; 8] = [
    "Лифт есть, грузовой работает по будням.",
    "Парковка во дворе, пропуск закажу заранее.",
    "Работать можно с девяти до семи, в обед перерыв на тихий час.",
    "Материал куплен и лежит на месте.",
    "Замер сделан, размеры пришлю в чат.",
    "Мусор нужно вынести к контейнеру.",
    "Инструмент нужен свой, электричество есть.",
    "Оплата в день приёмки, подпишем акт.",
];

#[derive(Deserialize)]
struct Source {
    orders: Vec<Told>,
}

#[derive(Deserialize)]
struct Told {
    category: Specialization,
    title: String,
    description: String,
    #[serde(default)]
    responses: Vec<Answered>,
    #[serde(default)]
    chat: Vec<(String, String, String)>,
}

#[derive(Deserialize)]
struct Answered {
    text: String,
}

/// Titles, sentences, answers and lines of chats to choose from.
#[derive(Debug, Default)]
pub struct Texts {
    titles: Vec<(Specialization, String)>,
    sentences: Vec<(Specialization, String)>,
    answers: Vec<String>,
    lines: Vec<String>,
}

impl Texts {
    pub fn load() -> anyhow::Result<Self> {
        let mut texts = Self::default();
        for source in SOURCES {
            let Source { orders } = toml::from_str(source).context("the demo data")?;
            for told in orders {
                let sentences = told.description.split_inclusive(['.', '\n']).map(str::trim);
                let sentences = sentences.filter(|sentence| sentence.chars().count() > 15);
                texts.sentences.extend(sentences.map(|s| (told.category, s.to_owned())));
                texts.titles.push((told.category, told.title));
                texts.answers.extend(told.responses.into_iter().map(|answer| answer.text));
                texts.lines.extend(told.chat.into_iter().map(|(_, _, line)| line));
            }
        }
        Ok(texts)
    }

    pub fn title(&self, dice: &Dice, of: Specialization) -> String {
        let suited: Vec<_> = self.titles.iter().filter(|(category, _)| *category == of).collect();
        let title = &dice.pick(&suited).1;
        if dice.percent(50) {
            return title.clone();
        }
        format!("{title}, {} этаж", dice.between(1, 25))
    }

    /// Two to five sentences.
    pub fn description(&self, dice: &Dice, of: Specialization) -> String {
        let suited: Vec<_> =
            self.sentences.iter().filter(|(category, _)| *category == of).collect();
        let mut parts: Vec<&str> =
            (0..dice.between(2, 5)).map(|_| dice.pick(&suited).1.as_str()).collect();
        parts.push(*dice.pick::<&str>(&CIRCUMSTANCES));
        parts.join(" ")
    }

    pub fn address(&self, dice: &Dice, region: &str) -> String {
        let (street, house) = (dice.pick(&STREETS), dice.between(1, 160));
        format!("{region}, {street}, {house}, кв. {}", dice.between(1, 320))
    }

    pub fn answer(&self, dice: &Dice) -> String {
        dice.pick(&self.answers).clone()
    }

    pub fn line(&self, dice: &Dice) -> String {
        dice.pick(&self.lines).clone()
    }

    pub fn person(&self, dice: &Dice) -> String {
        format!("{} {}", dice.pick(&FIRST_NAMES), dice.pick(&LAST_NAMES))
    }
}

#[cfg(test)]
mod tests {
    use montaj_domain::text::{ADDRESS, CHAT_MESSAGE, DESCRIPTION, TITLE};

    use super::*;

    #[test]
    fn made_up_texts_pass_the_checks_that_people_pass() {
        let (texts, dice) = (Texts::load().unwrap(), Dice::new(1));
        for &category in Specialization::ALL {
            for _ in 0..20 {
                assert!(TITLE.check(&texts.title(&dice, category)).is_ok());
                assert!(DESCRIPTION.check(&texts.description(&dice, category)).is_ok());
                assert!(ADDRESS.check(&texts.address(&dice, "Казань")).is_ok());
                assert!(CHAT_MESSAGE.check(&texts.line(&dice)).is_ok());
            }
        }
    }
}
