runreport.series("experiments/digits-191a81e1/lunar-comet-b5454527",[
["val/accuracy",{"n":3,"x":[1,2,3],"t0":null,"y":[0.5,0.9,0.875]}],
["val/loss",{"n":2,"log":30,"b":[1],"x":[1,3],"t0":null,"y":[2,0.25],"nf":[[2,NaN,2]]}]]);
