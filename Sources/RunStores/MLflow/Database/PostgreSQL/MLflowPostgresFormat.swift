/// MLflow's tables on a server of PostgreSQL.
struct MLflowPostgresFormat: StoreFormat {
  let name = "MLflow PostgreSQL"
  let shape = "an address postgresql://user:password@host/database of a database with MLflow's tables"

  func sighting(in folder: SearchedFolder) -> Sighting { .nothing }

  func recognises(address: String) -> Bool { PostgresDatabase.recognises(address) }

  func open(_ place: StorePlace, options: ReadingOptions) throws(StoreFailure) -> any RunStore {
    let shown = AddressText.withoutPassword(place.path)
    do {
      return try MLflowDatabaseStore(PostgresDatabase(place.path), location: shown, options: options)
    } catch {
      throw StoreFailure(location: shown, problem: .unreadable("the database cannot be read: \(error.reason)"))
    }
  }
}
