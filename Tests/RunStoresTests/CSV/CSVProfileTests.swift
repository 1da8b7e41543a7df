import Diagnostics
import RunModel
import RunStores
import TestSupport
import Testing

@Suite("Training logs of known tools")
struct CSVProfileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private let yolo8 =
    "                  epoch,         train/box_loss,   metrics/mAP50(B)\n"
    + "                      1,                 1.0472,            0.66\n"
    + "                      2,                 1.0112,            0.71\n"

  @Test("Ultralytics' results.csv is a run named after its folder, with its options and files")
  func ultralytics() throws {
    try folder.write([
      "runs/detect/train/results.csv": yolo8,
      "runs/detect/train/args.yaml": "task: detect\nlr0: 0.01\nresume: null\nclasses:\n- 0\n- 3\nproject: /home/x\n",
      "runs/detect/train/weights/best.pt": "w", "runs/detect/train/confusion_matrix.png": "p",
      "runs/detect/train/events.out.tfevents.1.host": "", "runs/detect/train/labels/a.txt": "not listed",
      "runs/detect/train2/results.csv": yolo8, "runs/segment/train/results.csv": yolo8,
    ])
    let contents = try StoreContents(at: folder.path, format: "CSV logs")
    #expect(contents.names == ["detect · train", "detect · train2", "segment · train"])
    let run = contents.runs[0].run
    #expect(run.series.map(\.name) == ["metrics/mAP50(B)", "train/box_loss"])
    #expect(run.series[1].steps == [1, 2])
    #expect(run.series[1].values == [1.0472, 1.0112])
    #expect(run.parameter("lr0") == "0.01")
    #expect(run.parameter("resume") == "null")
    #expect(run.parameter("classes") == "[0, 3]")
    #expect(run.files.map(\.path) == ["confusion_matrix.png", "weights/best.pt"])
    #expect(run.files.allSatisfy { $0.role == .output })
    #expect(contents.diagnostics == [])
    #expect(
      contents.stores[0].folders
        == ["detect/train", "detect/train2", "segment/train"].map { folder.path + "/runs/" + $0 })
  }

  @Test("YOLOv5 counts epochs from 0 and keeps its options in two files")
  func version5() throws {
    try folder.write([
      "exp3/results.csv": "               epoch,      train/box_loss,               x/lr0\n"
        + "                   0,             0.10866,              0.0709\n",
      "exp3/opt.yaml": "weights: yolov5s.pt\nevolve: null\nbatch_size: 16\n", "exp3/hyp.yaml": "lr0: 0.01\n",
    ])
    let contents = try StoreContents(at: folder.path + "/exp3")
    let run = try #require(contents.run)
    #expect(run.header.name == "exp3")
    #expect(run.series.map(\.name) == ["train/box_loss", "x/lr0"])
    #expect(run.series[0].steps == [0])
    #expect(run.header.parameters.map(\.name) == ["batch_size", "evolve", "lr0", "weights"])
    // The folder is what was searched: a site may be written into it.
    #expect(contents.stores[0].folders == [])
    #expect(contents.runs[0].key == "results.csv")
  }

  @Test("a settings file that cannot be read costs the parameters and a warning with its line")
  func brokenSettings() throws {
    for (text, line) in [("a: 1\nb: [\n", 3), ("a: \"x\nb: 2", 2), (String(repeating: "[", count: 100_000), 1)] {
      try folder.write(["exp/results.csv": yolo8, "exp/args.yaml": text])
      let contents = try StoreContents(at: folder.path)
      #expect(contents.run?.series.count == 2)
      #expect(contents.run?.header.parameters == [])
      #expect(contents.warnings.count == 1)
      #expect(contents.warnings.first?.contains("exp/args.yaml:") == true, "\(line): \(contents.warnings)")
    }
  }

  @Test("Lightning's versions are runs of the project their folder stands in, or of its name")
  func lightning() throws {
    let text = "epoch,step,train_loss\r\n0,9,0.5\r\n"
    try folder.write([
      "cats/lightning_logs/version_0/metrics.csv": text, "cats/lightning_logs/version_0/hparams.yaml": "{}\n",
      "cats/lightning_logs/version_0/checkpoints/epoch=0-step=10.ckpt": "c",
      "cats/lightning_logs/version_1/metrics.csv": "lr,step\r\n0.1,3\r\n", "logs/resnet/version_0/metrics.csv": text,
      "dogs/lightning_logs/version_0/metrics.csv": text,
    ])
    let contents = try StoreContents(at: folder.path)
    #expect(
      contents.names == ["cats · version_0", "cats · version_1", "dogs · version_0", "resnet · version_0"])
    #expect(Set(contents.runs.map(\.run.header.id)).count == 4)
    #expect(contents.runs[0].run.files.map(\.path) == ["checkpoints/epoch=0-step=10.ckpt"])
    #expect(contents.runs[0].run.header.parameters == [])
    #expect(contents.runs[1].run.series.map(\.name) == ["lr"])
    #expect(contents.diagnostics == [])
    #expect(
      try StoreContents(at: folder.path + "/cats/lightning_logs").names == ["cats · version_0", "cats · version_1"])
    #expect(try StoreContents(at: folder.path + "/cats/lightning_logs/version_1").names == ["cats · version_1"])
  }

  @Test("Keras' log without its epochs is one by its names, and its rows are counted")
  func kerasWithoutEpochs() throws {
    try folder.write([
      "unet/training_log.csv":
        "loss,acc,updated_mean_io_u,val_loss,val_acc,val_updated_mean_io_u\n1.5,0.5,0.1,1.25,0.75,0.2\n",
      "pandas/history.csv": ",loss,accuracy\n0,1,0.5\n1,0.5,0.6\n",
      "plain/training.log": "epoch\taccuracy\tloss\tval_accuracy\tval_loss\n0\t0.5\t1.5\tNA\tNA\n",
    ])
    let contents = try StoreContents(at: folder.path)
    let root = folder.path.split(separator: "/").last.map(String.init) ?? ""
    #expect(contents.names == ["pandas", "plain", "unet"].map { "\(root) · \($0)" })
    #expect(contents.runs[0].run.series("loss")?.steps == [0, 1])
    #expect(contents.runs[1].run.series.map(\.name) == ["accuracy", "loss"])
    #expect(contents.runs[2].run.series("val_acc")?.values == [0.75])
    #expect(contents.notes.count == 1)
    #expect(contents.warnings == [])
  }

  @Test("Stable Baselines' monitor has times, and its comment names the environment")
  func monitor() throws {
    try folder.write([
      "ppo/monitor.csv":
        "#{\"t_start\": 1700000000.25, \"env_id\": \"CartPole-v1\"}\nr,l,t\n20.0,20,1.5\n31.0,31,2.25\n"
    ])
    let run = try #require(try StoreContents(at: folder.path).run)
    #expect(run.header.name == "ppo")
    #expect(run.parameter("env_id") == "CartPole-v1")
    #expect(run.series.map(\.name) == ["l", "r", "t"])
    #expect(run.series[1].steps == [0, 1])
    #expect(run.series[1].times == [1_700_000_001_750, 1_700_000_002_500])
  }

  @Test("progress.csv of Stable Baselines and of Ray Tune go by their own steps")
  func progress() throws {
    try folder.write([
      "sb3/progress.csv":
        "time/fps,time/iterations,time/total_timesteps,rollout/ep_rew_mean\n900,1,2048,21.5\n880,2,4096,\n",
      "ray/trial_1/progress.csv":
        "episode_reward_mean,done,training_iteration,date,timestamp,hist_stats/reward\n"
        + "1.5,False,1,2023-11-14_22-13-20,1700000000,\"[1.0, 2.0]\"\n2.5,True,2,2023-11-14_22-13-30,1700000010,[]\n",
      "ray/trial_1/params.json": #"{"lr": 0.001, "model": {"layers": [64, 64]}}"#,
    ])
    let contents = try StoreContents(at: folder.path)
    #expect(contents.names.first == "ray · trial_1")
    let ray = contents.runs[0].run
    #expect(ray.series.map(\.name) == ["episode_reward_mean"])
    #expect(ray.series[0].steps == [1, 2])
    #expect(ray.series[0].times == [1_700_000_000_000, 1_700_000_010_000])
    #expect(ray.header.parameters.map { "\($0.name)=\($0.value)" } == ["lr=0.001", "model.layers=[64, 64]"])
    let sb3 = contents.runs[1].run
    #expect(sb3.series("rollout/ep_rew_mean")?.steps == [2048])
    #expect(sb3.series.map(\.name) == ["rollout/ep_rew_mean", "time/fps", "time/iterations"])
  }

  @Test("several files in a folder are several runs, named after the files")
  func several() throws {
    try folder.write([
      "exp/train.csv": "epoch,loss\n0,1\n1,2\n", "exp/val.csv": "epoch,loss\n0,1\n1,2\n", "exp/notes.csv": "a,b\nx,y\n",
      "log.csv": "epoch,loss\n0,1\n",
    ])
    let contents = try StoreContents(at: folder.path)
    let root = folder.path.split(separator: "/").last.map(String.init) ?? ""
    #expect(contents.names == ["\(root) · log", "exp · train", "exp · val"])
    #expect(contents.runs.map(\.key) == ["log.csv", "exp/train.csv", "exp/val.csv"])
    #expect(Set(contents.runs.map(\.run.header.id)) == ["log", "exp/train", "exp/val"])
  }
}
