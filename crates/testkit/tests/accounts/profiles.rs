use montaj_domain::{
    tariff::Tariff,
    user::{
        Specialization::{Blinds, Ceilings, Doors, Furniture, Windows},
        UserModeration,
    },
};
use montaj_testkit::world::REGION;
use montaj_wire::{
    account::{EditExecutorProfile, EditProfile, Messengers, PublicSettings, UserAnswer},
    event::EventBody,
    problem::ErrorCode,
};

use crate::{MINUTE, world};

fn profile() -> EditProfile {
    EditProfile {
        full_name: "Анна Петрова".into(),
        email: "anna.petrova@example.ru".into(),
        city: "Казань".into(),
        organization: Some("ООО «Ромашка»".into()),
        messengers: Messengers { max: Some("anna.max".into()), telegram: None },
        about: Some("Ремонтирую дом".into()),
        website: Some("https://example.ru".into()),
    }
}

fn offer() -> EditExecutorProfile {
    EditExecutorProfile {
        region: REGION.into(),
        specializations: vec![Windows, Doors, Furniture],
        short_description: "Ставлю окна и двери".into(),
        full_description: "Двенадцать лет опыта, гарантия два года.".into(),
        is_self_employed: true,
    }
}

#[tokio::test]
async fn a_profile_is_replaced_and_ones_devices_learn_of_it() {
    let world = world().await;
    let anna = world.customer("Анна").await;
    let edited = anna.put::<UserAnswer>("/api/users/profile", &profile()).await.ok().user;
    assert_eq!(edited.full_name, "Анна Петрова");
    assert_eq!(edited.messengers.max.as_deref(), Some("anna.max"));
    assert_eq!(anna.me().await, edited);
    assert_eq!(anna.get::<UserAnswer>("/api/users/profile").await.ok().user, edited);
    let event = anna.events(0).await.pop().unwrap();
    assert_eq!(event.body, EventBody::ProfileUpdated(Box::new(edited)));
}

#[tokio::test]
async fn a_wrong_profile_changes_nothing() {
    let world = world().await;
    let anna = world.customer("Анна").await;
    let before = anna.me().await;
    let form = EditProfile { full_name: "А".into(), email: "нет".into(), ..profile() };
    let refused = anna.put::<UserAnswer>("/api/users/profile", &form).await;
    let problem = refused.is_refused(ErrorCode::InvalidInput);
    let fields: Vec<&str> = problem.errors.iter().map(|error| &*error.field).collect();
    assert_eq!(fields, ["fullName", "email"]);
    assert_eq!(anna.me().await, before);
}

#[tokio::test]
async fn an_executor_offers_as_much_as_the_tariff_allows() {
    let world = world().await;
    let boris = world.newcomer("Борис", Windows).await;
    let path = "/api/users/executor-profile";
    let user = boris.put::<UserAnswer>(path, &offer()).await.ok().user;
    let profile = user.executor_profile.unwrap();
    assert_eq!(profile.active_specializations, [Windows, Doors, Furniture]);

    let specializations = vec![Windows, Doors, Furniture, Blinds];
    let too_many = EditExecutorProfile { specializations, ..offer() };
    let problem = boris.put::<UserAnswer>(path, &too_many).await.problem();
    assert_eq!(problem.errors[0].code, "too_many");
    let twice = EditExecutorProfile { specializations: vec![Ceilings, Ceilings], ..offer() };
    let problem = boris.put::<UserAnswer>(path, &twice).await.problem();
    assert_eq!(problem.errors[0].code, "duplicate");

    world.clock.advance(30 * 24 * 60 * MINUTE);
    boris.log_in().await;
    let user = boris.me().await;
    let profile = user.executor_profile.unwrap();
    assert_eq!(user.subscription.unwrap().tariff_type, Tariff::Standard);
    assert_eq!(profile.specializations, [Windows, Doors, Furniture]);
    assert_eq!(profile.active_specializations, [Windows]);

    // Under the lower tariff what was chosen may stay, in another order too, and no more.
    let specializations = vec![Doors, Windows, Furniture];
    let reordered = EditExecutorProfile { specializations, ..offer() };
    let user = boris.put::<UserAnswer>(path, &reordered).await.ok().user;
    assert_eq!(user.executor_profile.unwrap().active_specializations, [Doors]);
    let problem = boris.put::<UserAnswer>(path, &too_many).await.problem();
    assert_eq!(problem.errors[0].code, "too_many");
}

#[tokio::test]
async fn an_offer_names_a_known_region_and_no_contacts() {
    let world = world().await;
    let boris = world.newcomer("Борис", Windows).await;
    let form = EditExecutorProfile {
        region: "Атлантида".into(),
        short_description: "Звоните +7 916 123-45-67".into(),
        full_description: "Пишите на boris@example.ru".into(),
        ..offer()
    };
    let problem = boris.put::<UserAnswer>("/api/users/executor-profile", &form).await.problem();
    let wrong: Vec<_> = problem.errors.iter().map(|e| (&*e.field, &*e.code)).collect();
    let expected = [
        ("region", "unknown_region"),
        ("shortDescription", "contact"),
        ("fullDescription", "contact"),
    ];
    assert_eq!(wrong, expected);
    let anna = world.customer("Анна").await;
    let refused = anna.put::<UserAnswer>("/api/users/executor-profile", &offer()).await;
    refused.is_refused(ErrorCode::Forbidden);
}

#[tokio::test]
async fn a_public_profile_shows_no_contacts_and_only_executors_let_in() {
    let world = world().await;
    let gleb = world.admin("Глеб").await;
    let anna = world.customer("Анна").await;
    let boris = world.newcomer("Борис", Windows).await;
    anna.public_profile(&boris).await.is_refused(ErrorCode::NotFound);
    boris.public_profile(&boris).await.ok();
    gleb.moderate(&boris, UserModeration::Approve).await;
    let shown = anna.public_profile(&boris).await;
    for secret in [boris.phone.as_str(), "@example.ru", "messengers"] {
        assert!(!shown.body().contains(secret), "{}", shown.body());
    }
    let profile = shown.ok();
    assert_eq!((profile.full_name.as_str(), profile.tariff_type), ("Борис", Tariff::Premium));
    assert_eq!(profile.specializations, [Windows]);
    boris.public_profile(&anna).await.is_refused(ErrorCode::NotFound);
}

#[tokio::test]
async fn anybody_learns_the_platforms_numbers_and_regions() {
    let world = world().await;
    let settings = world.visitor().get::<PublicSettings>("/api/settings/public").await.ok();
    assert_eq!(settings.platform.specializations_premium, 3);
    assert!(settings.regions.iter().any(|region| region == REGION));
}
