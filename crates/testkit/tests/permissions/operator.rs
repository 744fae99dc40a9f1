//! The operator's port: the figures, and nothing of the product.

use montaj_testkit::world::{Engine, World};

#[tokio::test]
async fn the_operators_port_has_figures_and_no_operation() {
    let world = World::start(Engine::Sqlite).await;
    let address = world.server().operator_address().expect("the first server of this process");
    let status = async |path: &str| {
        let answer = reqwest::get(format!("http://{address}{path}")).await.unwrap();
        answer.status().as_u16()
    };
    assert!(address.ip().is_loopback());
    assert_eq!(status("/metrics").await, 200);
    for path in ["/api/orders", "/api/auth/me", "/api/admin/users", "/api/openapi.json", "/health"]
    {
        assert_eq!(status(path).await, 404, "{path}");
    }
}
