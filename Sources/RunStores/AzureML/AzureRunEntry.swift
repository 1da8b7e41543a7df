/// A run of an Azure ML store: where its files and documents are.
struct AzureRunEntry: Sendable {
  /// The folder, or the document where there are no files, relative to the store; with an id for one of several runs
  /// in a document.
  var key: String
  /// Relative to the store; nil for a run that is known from documents only.
  var folder: String?
  /// Where in the folder its logs are: `""` or `artifacts`.
  var logsRoot = ""
  /// Folders in it that are runs of their own, relative to it.
  var nested: Set<String> = []
  /// Documents, relative to the store.
  var details: String?
  var metrics: [String] = []
  /// Details that cannot be read.
  var broken: [String] = []
  /// Every document below the folder, relative to it.
  var documents: Set<String> = []
  var id: String
  var experiment = ""
  /// What only logs say.
  var logIdentity = AzureLogIdentity()
}
