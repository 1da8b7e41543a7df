// Logs values until it is killed or cannot, and says of each that it was logged once `log` has returned.
//
//     run-log-writer FOLDER NAME own|shared
//
// NAME is that of the metric and unlike any other writer's. Values are 0, 1, 2 …, each of them a line on standard output.
import Glibc
import RunLog

let words = CommandLine.arguments
do {
  let run = words[3] == "own" ? try Run.attach(words[1], heartbeat: nil) : try Run.attachBriefly(words[1])
  // Lines of many pages are those that a signal can cut.
  let long = words[2] + "/" + String(repeating: "x", count: 9000)
  for number in 0... {
    try run.log(number % 8 == 7 ? long : words[2], number, step: number)
    let told = Array("\(number)\n".utf8)
    guard write(1, told, told.count) == told.count else { break }
    // Eight of these must leave time to the one that starts and kills them.
    usleep(1000)
  }
} catch {
  let told = Array("\(error)\n".utf8)
  write(2, told, told.count)
  exit(1)
}
