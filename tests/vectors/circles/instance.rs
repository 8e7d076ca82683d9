//! One instance of a file: a pool and what is known of it.

use ruil_core::circle::{
    Arc, ArcNr, Budget, Circle, Limit, PersonNr, Pool, Vertex, VertexKind, VertexNr,
};
use serde_json::Value;
use std::collections::BTreeMap;

/// A pool, and what its best sets are worth as far as the file says.
pub struct Instance {
    /// The pool.
    pub pool: Pool,
    /// What the best set is worth.
    pub optimum: Option<i64>,
    /// The same with one circle a person.
    pub once: Option<i64>,
    /// The same with two circles a person.
    pub twice: Option<i64>,
    /// The same with pairs and direct cover only.
    pub pairs: Option<i64>,
    /// A best set.
    pub solution: Option<Vec<Circle>>,
    /// How many cycles there are, by vertices.
    pub cycles: Option<BTreeMap<u64, usize>>,
    /// How many chains there are, by arcs.
    pub chains: Option<BTreeMap<u64, usize>>,
    /// How many vertices there are.
    pub vertices: Option<usize>,
    /// How many arcs there are.
    pub arcs: Option<usize>,
    /// How many people there are.
    pub people: Option<usize>,
}

impl Instance {
    /// Reads an instance; an error names the field.
    pub fn read(value: &Value) -> Result<Instance, String> {
        let whole = |name: &str| value.get(name).and_then(Value::as_i64);
        let stats = value.get("stats").unwrap_or(&Value::Null);
        let count = |name: &str| stats.get(name)?.as_u64()?.try_into().ok();
        let solution = match value.get("solution") {
            None | Some(Value::Null) => None,
            Some(_) => Some(each(value, "solution", |circle| {
                let vertices = each(circle, "vertices", number)?;
                Ok(Circle {
                    vertices: vertices.into_iter().map(VertexNr).collect(),
                })
            })?),
        };
        Ok(Instance {
            pool: pool(value)?,
            optimum: whole("optimum"),
            once: whole("optimum_one_circle_per_person"),
            twice: whole("optimum_two_circles_per_person"),
            pairs: whole("optimum_pairs_and_direct_cover_only"),
            solution,
            cycles: lengths(stats.get("cycles_by_length")),
            chains: lengths(stats.get("chains_by_length")),
            vertices: count("vertices"),
            arcs: count("arcs"),
            people: count("people"),
        })
    }
}

fn pool(value: &Value) -> Result<Pool, String> {
    let mut people = Vec::new();
    let mut vertices = Vec::new();
    for (place, vertex) in array(value, "vertices")?.iter().enumerate() {
        if vertex
            .get("id")
            .and_then(Value::as_u64)
            .is_some_and(|id| id != place as u64)
        {
            return Err(format!(
                "vertices: the id in place {place} is another number"
            ));
        }
        vertices.push(Vertex {
            kind: match vertex.get("kind").and_then(Value::as_str) {
                Some("swap") => VertexKind::Swap,
                Some("donor") => VertexKind::Donor,
                Some("open") => VertexKind::Open,
                other => return Err(format!("vertices: {other:?} is no kind")),
            },
            person: person(&mut people, vertex.get("person"))?,
        });
    }
    Ok(Pool {
        vertices,
        arcs: each(value, "arcs", |arc| {
            Ok(Arc {
                from: VertexNr(nth(arc, 0)?),
                to: VertexNr(nth(arc, 1)?),
                weight: nth(arc, 2)?,
            })
        })?,
        limits: each(value, "limits", |limit| {
            let vertices = each(limit, "vertices", number)?;
            Ok(Limit {
                vertices: vertices.into_iter().map(VertexNr).collect(),
                max: field(limit, "max")?,
            })
        })?,
        conflicts: each(value, "conflicts", |pair| {
            Ok((ArcNr(nth(pair, 0)?), ArcNr(nth(pair, 1)?)))
        })?,
        requires: each(value, "requires", |pair| {
            Ok((ArcNr(nth(pair, 0)?), VertexNr(nth(pair, 1)?)))
        })?,
        budgets: each(value, "budgets", |budget| {
            Ok(Budget {
                terms: each(budget, "terms", |term| {
                    Ok((ArcNr(nth(term, 0)?), nth(term, 1)?))
                })?,
                max: field(budget, "max")?,
            })
        })?,
        max_cycle: field(value, "max_cycle")?,
        max_chain: field(value, "max_chain")?,
        person_once_per_circle: match value.get("person_once_per_circle") {
            None => true,
            Some(once) => once
                .as_bool()
                .ok_or("person_once_per_circle is neither true nor false")?,
        },
    })
}

/// Returns a person's number: who was not seen before gets the next.
fn person(people: &mut Vec<Value>, name: Option<&Value>) -> Result<Option<PersonNr>, String> {
    let Some(name) = name.filter(|name| !name.is_null()) else {
        return Ok(None);
    };
    let seen = people.iter().position(|person| person == name);
    let number = seen.unwrap_or_else(|| {
        people.push(name.clone());
        people.len() - 1
    });
    let number = u16::try_from(number).map_err(|_| "vertices: too many people".to_owned())?;
    Ok(Some(PersonNr(number)))
}

fn array<'a>(value: &'a Value, name: &str) -> Result<&'a [Value], String> {
    let list = value.get(name).and_then(Value::as_array);
    list.map(Vec::as_slice)
        .ok_or_else(|| format!("{name} is no list"))
}

/// Reads every item of a list; a list that is left out is empty, but for the graph itself.
fn each<T>(
    value: &Value,
    name: &str,
    read: impl Fn(&Value) -> Result<T, String>,
) -> Result<Vec<T>, String> {
    if value.get(name).is_none() && !matches!(name, "vertices" | "arcs") {
        return Ok(Vec::new());
    }
    let items = array(value, name)?.iter();
    items
        .map(|item| read(item).map_err(|why| format!("{name}: {why}")))
        .collect()
}

fn number<T: TryFrom<i64>>(value: &Value) -> Result<T, String> {
    let number = value.as_i64().and_then(|number| T::try_from(number).ok());
    number.ok_or_else(|| format!("{value} is no number that fits"))
}

fn nth<T: TryFrom<i64>>(value: &Value, place: usize) -> Result<T, String> {
    number(value.get(place).unwrap_or(&Value::Null))
}

fn field<T: TryFrom<i64>>(value: &Value, name: &str) -> Result<T, String> {
    number(value.get(name).unwrap_or(&Value::Null)).map_err(|why| format!("{name}: {why}"))
}

fn lengths(value: Option<&Value>) -> Option<BTreeMap<u64, usize>> {
    let counts = value?.as_object()?.iter();
    let counts = counts.map(|(length, count)| Some((length.parse().ok()?, count.as_u64()?)));
    let counts = counts.collect::<Option<Vec<(u64, u64)>>>()?;
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    Some(
        counts
            .map(|(length, count)| (length, count as usize))
            .collect(),
    )
}
