/// The numbers of one metric: last, min and max for `table.js`, the others for `table-more.js`.
struct MetricNumbers {
  var last = ScriptNumbers()
  var min = ScriptNumbers()
  var max = ScriptNumbers()
  var first = ScriptNumbers()
  var mean = ScriptNumbers()
  var count = ScriptNumbers()
  var minStep = ScriptNumbers()
  var maxStep = ScriptNumbers()
}
