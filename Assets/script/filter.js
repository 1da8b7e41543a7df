// What is typed above a table: terms that all must hold (docs/comparison.md, "Filters").

const aTerm = RegExp(`(?:${inQuotes}|[^ \\t\\n\\r"]|"[^]*)+`, "g");
const partsOfTerm = RegExp(`^((?:${inQuotes}|[^":=!<>]|!(?!=))*)([!<>]=|==|[:=<>])?([^]*)$`);

// A function that says whether the filter holds for a row. Throws an error in words.
function rowFilter(text, table) {
  if (text.length > 1e4) throw Error("The filter is longer than 10,000 characters.");
  const tests = (text.match(aTerm) || []).map(term => {
    const isNegated = term[0] === "-";
    const test = termTest(term, isNegated ? term.slice(1) : term, table);
    return row => test(row) !== isNegated;
  });
  return row => tests.every(test => test(row));
}

function termTest(term, text, table) {
  if (!text) throw Error("After `-` a term is missing.");
  if (text.replace(RegExp(inQuotes, "g"), "").includes('"')) throw Error(`The quote in ${code(term)} is not closed.`);
  const [, name, sign, value] = partsOfTerm.exec(text);
  if (!sign) return wordTest(unquoted(text).toLowerCase(), table);
  const plain = unquoted(name);
  if (!plain) throw Error(`Before ${code(text)} the name of a column is missing.`);
  const isOrder = /[<>]/.test(sign);
  const values = pieces(value, ",");
  if (values.includes("")) {
    const what = !isOrder ? "value" : plain === "duration" ? "time" : /^(start|end)$/.test(plain) ? "date" : "number";
    throw Error(`${code(term)} lacks a ${what} after ${code(isOrder || values.length < 2 ? sign.replace("==", "=") : ",")}.`);
  }
  const key = findKey(plain, table);
  if (!key) {
    const near = nearestName(plain, table);
    throw Error(`No column is called ${code(name)}${near ? `; did you mean ${code(quoted(near))}?` : "."}`);
  }
  const column = table.use(key);
  if (isOrder) return orderTest(column, sign, span(key, unquoted(value), term));
  const choices = values.map(piece => choiceTest(key, sign, piece, term));
  const test = row => column.values[row] !== undefined && choices.some(choice => choice(column.values[row]));
  return sign === "!=" ? row => !test(row) : test;
}

// Whether the run's name, id, experiment, user or a tag contains a word.
function wordTest(word, table) {
  const columns = table.keys.filter(key => /^(run|id|experiment|user|tag\.[^]*)$/.test(key)).map(key => table.column(key).values);
  return row => columns.some(values => values[row] !== undefined && values[row].toLowerCase().includes(word));
}

// A function that says whether a value is one of those a term names.
function choiceTest(key, sign, piece, term) {
  const text = unquoted(piece);
  const sought = text.toLowerCase();
  const number = numberIn(text);
  if (sign === ":" && piece === "*") return () => true;
  if (/^(start|end|duration)$/.test(key)) {
    const [low, end] = span(key, text, term);
    return value => value === low || value >= low && value < end;
  }
  if (key.startsWith("metric.")) sought === "nan" || span(key, text, term);
  else if (sign === ":" && key !== "status") return value => value.toLowerCase().includes(sought);
  return value => {
    const other = typeof value === "string" ? numberIn(value) : value;
    return isNaN(number - other) && number !== other ? String(value).toLowerCase() === sought : number === other;
  };
}

function orderTest({ numbers }, sign, [low, end]) {
  const isBelowEnd = number => end ? number < end : number <= low;
  const tests = {
    "<": number => number < low, "<=": isBelowEnd, ">": number => number >= low && !isBelowEnd(number),
    ">=": number => number >= low,
  };
  return row => tests[sign](numbers[row]);
}

// The number a value stands for; of a date its first moment and the first after it.
function span(key, text, term) {
  const unit = key === "duration" && { s: 1, m: 60, h: 3600, d: 86400 }[text.slice(-1)];
  const isDate = /^(start|end)$/.test(key);
  const found = isDate ? dateSpan(text) : [numberIn(unit ? text.slice(0, -1) : text) * (unit || 1)];
  const kind = isDate ? "date such as 2026-11-23" : key === "duration" ? "time such as 90s, 15m, 1.5h or 2d" : "number";
  if (isNaN(found[0])) throw Error(`${code(term)}: ${code(text)} is no ${kind}.`);
  return found;
}

// 2026, 2026-11, 2026-11-23, 2026-11-23T04:12, 2026-11-23 04:12:07Z
function dateSpan(text) {
  const match = /^([1-9]\d{3})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?Z?)?)?)?$/.exec(text) || [];
  const parts = match.slice(1).filter(part => part).map(Number);
  const moment = (year, month = 1, ...rest) => Date.UTC(year, month - 1, ...rest);
  const low = moment(...parts);
  if (!isoText(low).startsWith(text.replace(" ", "T").replace("Z", ""))) return [NaN];
  parts[parts.length - 1]++;
  return [low, moment(...parts)];
}

// At most 60 characters of what was written.
function code(text) {
  const cut = [...text].slice(0, 60).join("");
  return "`" + cut + (cut === text ? "" : "…") + "`";
}
