//! The function, and the table that it gives.

use crate::{
    judge::{Judge, columns},
    plan::ScreeningExec,
};
use async_trait::async_trait;
use datafusion::{
    arrow::datatypes::{DataType, SchemaRef},
    catalog::{Session, TableFunctionArgs, TableFunctionImpl, TableProvider},
    common::{ScalarValue, TableReference, plan_datafusion_err, plan_err},
    error::Result,
    logical_expr::{Expr, TableType},
    physical_plan::ExecutionPlan,
    prelude::SessionContext,
};
use futures::FutureExt as _;
use sangloc_rulebook::{Date, Rulebook};
use std::sync::Arc;

/// The name of the function.
pub const NAME: &str = "screening";

/// The table function `screening(TABLE, DAY)` for one rulebook.
///
/// TABLE is the name of a table, as a text; it has a column for each fact that a criterion reads, of its name, and `#id`,
/// which comes out as `id`. DAY is the day by whose law is judged.
#[derive(Debug)]
pub struct Screening {
    rulebook: Arc<Rulebook>,
}

impl Screening {
    /// The function for a rulebook.
    pub fn new(rulebook: Arc<Rulebook>) -> Self {
        Self { rulebook }
    }

    /// Makes the function known to a session.
    pub fn register(self, session: &SessionContext) {
        session.register_udtf(NAME, Arc::new(self));
    }
}

impl TableFunctionImpl for Screening {
    fn call_with_args(&self, args: TableFunctionArgs<'_, '_>) -> Result<Arc<dyn TableProvider>> {
        let (table, day) = arguments(args.exprs())?;
        let profiles = registered(args.session(), &table)?;
        Ok(Arc::new(Decisions::new(profiles, &self.rulebook, day)?))
    }
}

/// The table's name and the day.
fn arguments(given: &[Expr]) -> Result<(String, Date)> {
    let wrong = || {
        plan_datafusion_err!(
            "{NAME} takes the name of a table and a day: {NAME}('profiles', DATE '2026-11-22')"
        )
    };
    let [Expr::Literal(table, _), Expr::Literal(day @ ScalarValue::Date32(Some(_)), _)] = given
    else {
        return Err(wrong());
    };
    let table = table.try_as_str().flatten().ok_or_else(wrong)?;
    let text = day.cast_to(&DataType::Utf8)?;
    let day = text.try_as_str().flatten().and_then(|day| day.parse().ok());
    Ok((
        table.to_owned(),
        day.ok_or_else(|| plan_datafusion_err!("{NAME}: there is no law of the day {text}"))?,
    ))
}

/// A table that the session knows.
fn registered(session: &dyn Session, name: &str) -> Result<Arc<dyn TableProvider>> {
    let defaults = &session.config_options().catalog;
    let name = TableReference::parse_str(name)
        .resolve(&defaults.default_catalog, &defaults.default_schema);
    let schema = session
        .catalog_list()
        .catalog(&name.catalog)
        .and_then(|catalog| catalog.schema(&name.schema));
    let schema = schema.ok_or_else(|| plan_datafusion_err!("{NAME}: there is no table {name}"))?;
    // The function is called while a query is planned, where nothing can be waited for.
    match schema.table(&name.table).now_or_never() {
        Some(found) => {
            found?.ok_or_else(|| plan_datafusion_err!("{NAME}: there is no table {name}"))
        }
        None => plan_err!(
            "{NAME}: the table {name} has to be looked up elsewhere; register it in this session"
        ),
    }
}

/// The decisions on the profiles of a table.
#[derive(Debug)]
struct Decisions {
    profiles: Arc<dyn TableProvider>,
    judge: Arc<Judge>,
    /// The places of the columns that are judged.
    read: Vec<usize>,
}

impl Decisions {
    fn new(profiles: Arc<dyn TableProvider>, rulebook: &Arc<Rulebook>, day: Date) -> Result<Self> {
        let schema = profiles.schema();
        let columns = columns(rulebook).map(|name| {
            schema
                .index_of(&name)
                .map_err(|_| plan_datafusion_err!("{NAME}: there is no column `{name}`"))
        });
        let read = columns.collect::<Result<Vec<_>>>()?;
        let judge = Judge::new(rulebook, day, &schema.project(&read)?)?;
        Ok(Self { profiles, judge: Arc::new(judge), read })
    }
}

#[async_trait]
impl TableProvider for Decisions {
    fn schema(&self) -> SchemaRef {
        self.judge.schema()
    }

    fn table_type(&self) -> TableType {
        TableType::View
    }

    async fn scan(
        &self,
        session: &dyn Session,
        projection: Option<&Vec<usize>>,
        _filters: &[Expr],
        limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        // A row in, a row out: so many rows are enough of the profiles too.
        let profiles = self.profiles.scan(session, Some(&self.read), &[], limit).await?;
        Ok(Arc::new(ScreeningExec::new(profiles, Arc::clone(&self.judge), projection.cloned())?))
    }
}
