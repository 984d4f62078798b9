//! A law over record batches.

use datafusion::{
    arrow::{
        datatypes::{Schema, SchemaRef},
        record_batch::RecordBatch,
    },
    common::{plan_datafusion_err, plan_err},
    error::{DataFusionError, Result},
};
use sangloc_columnar::{Columnar, ColumnarError};
use sangloc_rulebook::{Date, Rulebook};
use std::{collections::HashSet, sync::Arc};

/// The column that names a profile.
const ID: &str = "#id";

/// The columns that are read of a table of profiles: [`ID`], and one for each fact that a criterion reads.
pub(crate) fn columns(rulebook: &Rulebook) -> impl Iterator<Item = String> {
    let roots = rulebook.criteria.iter().flat_map(|criterion| criterion.roots());
    let facts = rulebook.facts_read(roots).into_iter().filter_map(|fact| rulebook.fact(fact));
    std::iter::once(ID.to_owned()).chain(facts.map(|fact| fact.id.to_string()))
}

/// A rulebook on a day, over batches of the columns that it reads.
#[derive(Debug)]
pub(crate) struct Judge {
    rulebook: Arc<Rulebook>,
    as_of: Date,
    schema: SchemaRef,
}

impl Judge {
    /// For profiles that have the [`columns`] in their order.
    ///
    /// Fails where a column is of a kind that no answer to its fact has, and where two columns of the decisions would
    /// have the same name.
    pub(crate) fn new(rulebook: &Arc<Rulebook>, as_of: Date, profiles: &Schema) -> Result<Self> {
        let columnar = Columnar::new(rulebook, as_of);
        columnar.takes(profiles).map_err(|error| plan_datafusion_err!("{error}"))?;
        let Some(id) = profiles.fields().first() else {
            return plan_err!("there is no column `{ID}`");
        };
        let id = Arc::new(id.as_ref().clone().with_name("id"));
        let decided = columnar.schema();
        let fields: Vec<_> = std::iter::once(&id).chain(decided.fields()).cloned().collect();
        let mut names = HashSet::new();
        if let Some(twice) = fields.iter().find(|field| !names.insert(field.name())) {
            return plan_err!(
                "criterion `{}`: there is a column of its name already",
                twice.name()
            );
        }
        let schema = Arc::new(Schema::new(fields));
        Ok(Self { rulebook: Arc::clone(rulebook), as_of, schema })
    }

    pub(crate) fn rulebook(&self) -> &Rulebook {
        &self.rulebook
    }

    pub(crate) fn as_of(&self) -> Date {
        self.as_of
    }

    /// What comes out: `id`, `outcome`, `points`, `points_open`, and a verdict a criterion.
    pub(crate) fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    /// The decisions on a batch, row by row.
    pub(crate) fn decide(&self, profiles: &RecordBatch) -> Result<RecordBatch> {
        let decided =
            Columnar::new(&self.rulebook, self.as_of).decide(profiles).map_err(external)?;
        let columns = profiles.columns().iter().take(1).chain(decided.columns()).cloned();
        Ok(RecordBatch::try_new(self.schema(), columns.collect())?)
    }
}

fn external(error: ColumnarError) -> DataFusionError {
    DataFusionError::External(Box::new(error))
}
