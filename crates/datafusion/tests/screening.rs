//! The table function, over 20,000 made-up profiles and what `sangloc batch --verdicts` decides of them;
//! `cargo xtask test --only datafusion` makes both, and the rulebook's file.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "what is not there must fail its test"
)]

use datafusion::{
    arrow::{array::AsArray as _, compute::concat_batches, datatypes::Int64Type},
    physical_plan::{ExecutionPlan, ExecutionPlanProperties as _, collect},
    prelude::{ParquetReadOptions, SessionConfig, SessionContext},
};
use datafusion_proto::bytes::{
    physical_plan_from_bytes_with_extension_codec, physical_plan_to_bytes_with_extension_codec,
};
use sangloc_datafusion::{Screening, ScreeningCodec, ScreeningExec};
use sangloc_rulebook::{Identity, Rulebook};
use std::{path::PathBuf, sync::Arc};

const ALL: &str = "SELECT * FROM screening('profiles', DATE '2026-11-22')";
const BATCH: &str =
    r#"SELECT "row" AS id, * EXCLUDE ("row", name, in_the_way, missing, problems) FROM decisions"#;
const COUNTS: &str = "SELECT outcome, count(*) AS projects FROM screening('profiles', DATE '2026-11-22') \
                      WHERE id % 3 = 0 GROUP BY outcome ORDER BY outcome";
const PARTITIONS: usize = 4;

fn file(name: &str) -> PathBuf {
    let folder =
        std::env::var_os("SANGLOC_ENGINES").expect("cargo xtask test --only datafusion says where");
    PathBuf::from(folder).join(name)
}

fn rulebook() -> (Arc<Rulebook>, Identity) {
    let bytes = std::fs::read(file("quang-ninh.rulebook")).expect("xtask wrote it");
    let (rulebook, identity) = Rulebook::from_file(&bytes).expect("it is whole");
    (Arc::new(rulebook), identity)
}

/// A session with profiles, decisions, and the function.
async fn session() -> SessionContext {
    let session =
        SessionContext::new_with_config(SessionConfig::new().with_target_partitions(PARTITIONS));
    for name in ["profiles", "decisions"] {
        let path = file(&format!("{name}.parquet"));
        let path = path.to_str().expect("a path of letters");
        session
            .register_parquet(name, path, ParquetReadOptions::default())
            .await
            .expect("xtask wrote it");
    }
    Screening::new(rulebook().0).register(&session);
    session
}

/// The rows that a query gives, as a table to look at.
async fn rows(session: &SessionContext, query: &str) -> String {
    session.sql(query).await.expect("it is planned").to_string().await.expect("it runs")
}

async fn count(session: &SessionContext, query: &str) -> i64 {
    let query = format!("SELECT count(*) FROM ({query})");
    let found = session.sql(&query).await.expect("it is planned").collect().await.expect("it runs");
    found[0].column(0).as_primitive::<Int64Type>().value(0)
}

async fn error(session: &SessionContext, query: &str) -> String {
    session.sql(query).await.map(|_| ()).expect_err("it cannot be planned").strip_backtrace()
}

async fn plan(session: &SessionContext, query: &str) -> Arc<dyn ExecutionPlan> {
    session
        .sql(query)
        .await
        .expect("it is planned")
        .create_physical_plan()
        .await
        .expect("it has steps")
}

/// The step that judges, wherever in a plan.
fn step(plan: &Arc<dyn ExecutionPlan>) -> Option<&Arc<dyn ExecutionPlan>> {
    if plan.is::<ScreeningExec>() { Some(plan) } else { plan.children().into_iter().find_map(step) }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_row_is_as_batch_decides_it() {
    let session = session().await;
    assert_eq!(count(&session, ALL).await, 20_000);
    assert_eq!(count(&session, &format!("({ALL}) EXCEPT ({BATCH})")).await, 0);
    assert_eq!(count(&session, &format!("({BATCH}) EXCEPT ({ALL})")).await, 0);
    assert_eq!(count(&session, "SELECT DISTINCT outcome FROM decisions").await, 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filter_and_a_count_stand_above_it() {
    let session = session().await;
    let expected = COUNTS
        .replace("screening('profiles', DATE '2026-11-22')", "decisions")
        .replace("id", "\"row\"");
    assert_eq!(rows(&session, COUNTS).await, rows(&session, &expected).await);
    assert_eq!(count(&session, &format!("{ALL} LIMIT 7")).await, 7);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_partition_is_judged_by_itself() {
    let session = session().await;
    let plan = plan(&session, COUNTS).await;
    let step = step(&plan).expect("the step is in the plan");
    assert_eq!(step.output_partitioning().partition_count(), PARTITIONS);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_column_that_is_missing_or_of_another_kind_is_named() {
    let session = session().await;
    let views = [
        ("without", r#"SELECT * EXCLUDE ("project.land_area") FROM profiles"#),
        ("nameless", r##"SELECT * EXCLUDE ("#id") FROM profiles"##),
        (
            "of_truths",
            r#"SELECT * REPLACE ("project.land_area" > 0 AS "project.land_area") FROM profiles"#,
        ),
    ];
    for (name, query) in views {
        session.sql(&format!("CREATE VIEW {name} AS {query}")).await.expect("a view");
    }
    let cases = [
        ("'without', DATE '2026-11-22'", "there is no column `project.land_area`"),
        ("'nameless', DATE '2026-11-22'", "there is no column `#id`"),
        (
            "'of_truths', DATE '2026-11-22'",
            "column `project.land_area` holds Boolean, which is no answer to that fact",
        ),
        ("'nowhere', DATE '2026-11-22'", "there is no table datafusion.public.nowhere"),
        ("'profiles', '22 November'", "takes the name of a table and a day"),
        ("'profiles'", "takes the name of a table and a day"),
    ];
    for (arguments, expected) in cases {
        let error = error(&session, &format!("SELECT * FROM screening({arguments})")).await;
        assert!(error.contains(expected), "screening({arguments}): {error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_travels_to_where_the_same_rulebook_is() {
    let session = session().await;
    let (rulebook, identity) = rulebook();
    let codec = ScreeningCodec::new(Arc::clone(&rulebook), identity);
    // In memory: what reads Parquet would be written by more of DataFusion than is compiled here.
    rows(&session, "CREATE TABLE few AS SELECT * FROM profiles LIMIT 3000").await;
    let plan = plan(&session, &COUNTS.replace("'profiles'", "'few'")).await;
    let bytes = physical_plan_to_bytes_with_extension_codec(Arc::clone(&plan), &codec)
        .expect("it is written");
    let context = session.task_ctx();
    let read = physical_plan_from_bytes_with_extension_codec(&bytes, &context, &codec)
        .expect("it is read");
    let run = async |plan: Arc<dyn ExecutionPlan>| {
        let schema = plan.schema();
        concat_batches(&schema, &collect(plan, session.task_ctx()).await.expect("it runs"))
            .expect("one schema")
    };
    assert_eq!(run(read).await, run(plan).await);

    let other = ScreeningCodec::new(rulebook, Identity("0000".to_owned()));
    let refused = physical_plan_from_bytes_with_extension_codec(&bytes, &context, &other);
    let refused = refused.map(|_| ()).expect_err("another rulebook").to_string();
    assert!(refused.contains("and here is 0000"), "{refused}");
}
