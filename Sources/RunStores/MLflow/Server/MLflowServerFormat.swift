/// MLflow's tracking server.
struct MLflowServerFormat: StoreFormat {
  let name = "MLflow server"
  let shape = "an address such as http://host:5000, https://host/mlflow or azureml://host/mlflow/…"

  private static let schemes: Set<String> = ["http", "https", "azureml"]

  func sighting(in folder: SearchedFolder) -> Sighting { .nothing }

  func recognises(address: String) -> Bool {
    StoreAddress(address).map { MLflowServerFormat.schemes.contains($0.scheme) } ?? false
  }

  func open(_ place: StorePlace, options: ReadingOptions) throws(StoreFailure) -> any RunStore {
    guard let address = StoreAddress(place.path) else {
      throw StoreFailure(location: place.shown, problem: .unknownAddress)
    }
    return try MLflowServerStore(at: address, options: options)
  }
}
