"""A multilayer perceptron in numpy: forward, backward, optimizers and schedules, nothing hidden."""

from __future__ import annotations

import math
from typing import Callable

import numpy as np

Arrays = list[np.ndarray]
Loss = Callable[[np.ndarray, np.ndarray], tuple[float, np.ndarray]]


def softmax_cross_entropy(logits: np.ndarray, labels: np.ndarray) -> tuple[float, np.ndarray]:
    """The mean loss and its gradient with respect to the logits."""
    probabilities = softmax(logits)
    rows = np.arange(len(labels))
    loss = -np.log(probabilities[rows, labels]).mean()
    probabilities[rows, labels] -= 1
    return float(loss), probabilities / len(labels)


def squared_error(outputs: np.ndarray, targets: np.ndarray) -> tuple[float, np.ndarray]:
    difference = outputs - targets
    return float((difference ** 2).mean()), 2 * difference / difference.size


def softmax(logits: np.ndarray) -> np.ndarray:
    exponents = np.exp(logits - logits.max(axis=1, keepdims=True))
    return exponents / exponents.sum(axis=1, keepdims=True)


class MLP:
    """Dense layers with ReLU between them; parameters are weights and biases in turn."""

    def __init__(self, sizes: list[int], loss: Loss, rng: np.random.Generator, dropout: float = 0.0) -> None:
        self.loss, self.dropout, self.rng = loss, dropout, rng
        self.parameters: Arrays = []
        for fan_in, fan_out in zip(sizes, sizes[1:]):
            self.parameters += [rng.normal(0, math.sqrt(2 / fan_in), (fan_in, fan_out)), np.zeros(fan_out)]

    def forward(self, x: np.ndarray, training: bool = False) -> tuple[np.ndarray, Arrays, Arrays]:
        """The outputs, and what each layer got and which of its inputs were kept."""
        inputs, masks = [], []
        last = len(self.parameters) - 2
        for index in range(0, len(self.parameters), 2):
            inputs.append(x)
            x = x @ self.parameters[index] + self.parameters[index + 1]
            if index < last:
                mask = (x > 0).astype(float)
                if training and self.dropout > 0:
                    mask *= (self.rng.random(x.shape) >= self.dropout) / (1 - self.dropout)
                x = x * mask
                masks.append(mask)
        return x, inputs, masks

    def gradients(self, x: np.ndarray, targets: np.ndarray) -> tuple[float, Arrays]:
        """The loss on a batch and its gradient for every parameter."""
        outputs, inputs, masks = self.forward(x, training=True)
        loss, delta = self.loss(outputs, targets)
        gradients: Arrays = []
        for layer in reversed(range(len(inputs))):
            gradients = [inputs[layer].T @ delta, delta.sum(axis=0)] + gradients
            if layer > 0:
                delta = (delta @ self.parameters[2 * layer].T) * masks[layer - 1]
        return loss, gradients

    def evaluate(self, x: np.ndarray, targets: np.ndarray) -> tuple[float, np.ndarray]:
        """The loss without dropout, and the outputs."""
        outputs, _, _ = self.forward(x)
        return self.loss(outputs, targets)[0], outputs


class Momentum:
    """Stochastic gradient descent, with or without momentum."""

    def __init__(self, parameters: Arrays, momentum: float) -> None:
        self.momentum = momentum
        self.state = [np.zeros_like(array) for array in parameters]

    def step(self, parameters: Arrays, gradients: Arrays, learning_rate: float) -> None:
        for velocity, parameter, gradient in zip(self.state, parameters, gradients):
            velocity *= self.momentum
            velocity -= learning_rate * gradient
            parameter += velocity


class Adam:
    """Adam with the usual constants."""

    def __init__(self, parameters: Arrays, beta1: float = 0.9, beta2: float = 0.999) -> None:
        self.beta1, self.beta2, self.count = beta1, beta2, 0
        self.state = [np.zeros_like(array) for array in parameters + parameters]

    def step(self, parameters: Arrays, gradients: Arrays, learning_rate: float) -> None:
        self.count += 1
        size = learning_rate * math.sqrt(1 - self.beta2 ** self.count) / (1 - self.beta1 ** self.count)
        means, squares = self.state[:len(parameters)], self.state[len(parameters):]
        for mean, square, parameter, gradient in zip(means, squares, parameters, gradients):
            mean += (1 - self.beta1) * (gradient - mean)
            square += (1 - self.beta2) * (gradient ** 2 - square)
            parameter -= size * mean / (np.sqrt(square) + 1e-8)


def optimizer(name: str, parameters: Arrays) -> Momentum | Adam:
    return {"sgd": lambda: Momentum(parameters, 0.0), "momentum": lambda: Momentum(parameters, 0.9),
            "adam": lambda: Adam(parameters)}[name]()


def scheduled(schedule: str, base: float, epoch: int, epochs: int) -> float:
    """The learning rate of an epoch, counted from 1."""
    if schedule == "cosine":
        return base * 0.5 * (1 + math.cos(math.pi * (epoch - 1) / epochs))
    if schedule == "range-test":
        return base * 1.3 ** (epoch - 1)
    if schedule == "step":
        return base * 0.3 ** ((epoch - 1) // max(1, epochs // 4))
    if schedule == "warmup-cosine":
        warmup = max(1, epochs // 10)
        if epoch <= warmup:
            return base * epoch / warmup
        return base * 0.5 * (1 + math.cos(math.pi * (epoch - warmup) / (epochs - warmup)))
    return base


def norm(arrays: Arrays) -> float:
    """The Euclidean norm of all arrays together."""
    return float(np.sqrt(sum((array ** 2).sum() for array in arrays)))
