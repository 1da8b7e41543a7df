// What is typed above a table: terms that all must hold (docs/comparison.md, "Filters").

const termPattern = new RegExp(`(?:${quotedPart}|[^ \\t\\n\\r"]|"[^]*)+`, "g");
const partsPattern = new RegExp(`^((?:${quotedPart}|[^":=!<>]|!(?!=))*)(!=|<=|>=|==|[:=<>])?([^]*)$`);
const unitSeconds = { s: 1, m: 60, h: 3600, d: 86400 };

// A function that says whether a row is shown, and the keys it asks for. Throws an error in words.
function rowFilter(text, table) {
  if (text.length > 10000) throw new Error("The filter is longer than 10,000 characters.");
  const tests = (text.match(termPattern) || []).map(term => {
    const isNegated = term[0] === "-";
    const test = termTest(term, isNegated ? term.slice(1) : term, table);
    return row => test(row) !== isNegated;
  });
  return row => tests.every(test => test(row));
}

function termTest(term, text, table) {
  if (!text) throw new Error("After `-` a term is missing.");
  if (text.replace(new RegExp(quotedPart, "g"), "").includes('"')) throw new Error(`The quote in ${code(term)} is not closed.`);
  let [, name, sign, value] = partsPattern.exec(text);
  if (!sign) return wordTest(unquoted(text), table);
  if (sign === "==") sign = "=";
  const plain = unquoted(name);
  if (!plain) throw new Error(`Before ${code(text)} the name of a column is missing.`);
  const isOrder = /[<>]/.test(sign);
  const isMoment = /^(start|end)$/.test(plain);
  const values = pieces(value, ",");
  if (values.includes("")) {
    const what = !isOrder ? "value" : isMoment ? "date" : plain === "duration" ? "time" : "number";
    throw new Error(`${code(term)} lacks a ${what} after ${code(values[1] === undefined || isOrder ? sign : ",")}.`);
  }
  const key = findKey(plain, table);
  if (!key) {
    const near = nearestKey(plain, table);
    throw new Error(`No column is called ${code(name)}${near ? `; did you mean ${code(quoted(near))}?` : "."}`);
  }
  if (isOrder) return orderTest(key, sign, spanOf(key, unquoted(value), term), table);
  const choices = values.map(piece => choiceTest(key, sign, piece, term, table));
  const test = row => {
    const cell = table.value(row, key);
    return cell !== undefined && choices.some(isChosen => isChosen(cell));
  };
  return sign === "!=" ? row => !test(row) : test;
}

// Whether the run's name, id, experiment, user or a tag contains a word.
function wordTest(word, table) {
  const sought = word.toLowerCase();
  const columns = [...table.columns].filter(([key]) => /^(run|id|experiment|user|tag\..*)$/s.test(key))
    .map(([, column]) => column.values);
  return row => columns.some(values => values[row] !== undefined && values[row].toLowerCase().includes(sought));
}

// A function that says whether a cell is one of the values of a term.
function choiceTest(key, sign, piece, term) {
  if (sign === ":" && piece === "*") return () => true;
  const text = unquoted(piece);
  const sought = text.toLowerCase();
  if (/^(start|end|duration)$/.test(key)) {
    const [low, end] = spanOf(key, text, term);
    return cell => cell === low || cell >= low && cell < end;
  }
  const number = numberIn(text);
  if (key.startsWith("metric.") && sought !== "nan") spanOf(key, text, term);
  else if (sign === ":" && key !== "status") return cell => String(cell).toLowerCase().includes(sought);
  return cell => {
    const other = typeof cell === "number" ? cell : numberIn(cell);
    return isNaN(number) || isNaN(other) ? String(cell).toLowerCase() === sought : number === other;
  };
}

function orderTest(key, sign, [low, end], table) {
  const isBelow = number => end === undefined ? number <= low : number < end;
  const holds = {
    "<": number => number < low, "<=": isBelow, ">": number => number >= low && !isBelow(number), ">=": number => number >= low,
  }[sign];
  return row => holds(table.number(row, key));
}

// The number a value stands for; of a date its first and the first moment after it.
function spanOf(key, text, term) {
  const fail = kind => { throw new Error(`${code(term)}: ${code(text)} is no ${kind}.`); };
  if (key === "start" || key === "end") return dateSpan(text) || fail("date such as 2026-11-23");
  const unit = key === "duration" && unitSeconds[text.slice(-1)];
  const number = numberIn(unit ? text.slice(0, -1) : text) * (unit || 1);
  if (isNaN(number)) fail(unit || key === "duration" ? "time such as 90s, 15m, 1.5h or 2d" : "number");
  return [number];
}

// 2026, 2026-11, 2026-11-23, 2026-11-23T04:12, 2026-11-23 04:12:07Z
function dateSpan(text) {
  const match = /^([1-9]\d{3})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?Z?)?)?)?$/.exec(text);
  if (!match) return undefined;
  const parts = match.slice(1).filter(part => part).map(Number);
  const moment = (year, month = 1, ...rest) => Date.UTC(year, month - 1, ...rest);
  const low = moment(...parts);
  if (!isoText(low).startsWith(text.replace(" ", "T").replace("Z", ""))) return undefined;
  parts[parts.length - 1]++;
  return [low, moment(...parts)];
}

// At most 60 characters of what was written.
function code(text) {
  const letters = [...text];
  return "`" + letters.slice(0, 60).join("") + (letters.length > 60 ? "…" : "") + "`";
}
