/// The numbers of the fields of `Record` in `wandb/proto/wandb_internal.proto` that are read.
enum RecordKind {
  static let history = 2, summary = 3, output = 4, config = 5, stats = 7, metric = 12, rawOutput = 13
  static let run = 17, exit = 18, environment = 26
}
