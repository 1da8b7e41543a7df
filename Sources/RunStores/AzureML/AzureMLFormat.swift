/// What people download of Azure ML jobs: logs and outputs, with what the SDK says of a run saved as JSON.
struct AzureMLFormat: StoreFormat {
  let name = "Azure ML"
  let shape = "folders with azureml-logs, user_logs, system_logs or logs/azureml, or with saved run details"

  func sighting(in folder: SearchedFolder) -> Sighting {
    // Scripts write event files and tables below outputs and logs, which other formats read.
    AzureLayout.logsRoot(of: folder) != nil || AzureDocuments.marksRun(folder) ? .run : .nothing
  }

  func open(_ place: StorePlace, options: ReadingOptions) throws(StoreFailure) -> any RunStore {
    AzureMLStore(place)
  }
}
