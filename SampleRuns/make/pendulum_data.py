"""A real simulation to learn from: a damped pendulum, driven hard enough to be chaotic."""

from __future__ import annotations

import numpy as np

DAMPING, DRIVE, FREQUENCY, STEP = 0.25, 1.2, 2 / 3, 0.25
SUBSTEPS = 5


def simulate(trajectories: int, steps: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Inputs (sin θ, cos θ, ω, sin φ, cos φ) and targets (Δθ, Δω over one step), by Runge-Kutta."""
    rng = np.random.default_rng(seed)
    angle, speed = rng.uniform(-np.pi, np.pi, trajectories), rng.normal(0, 1, trajectories)
    phase = rng.uniform(0, 2 * np.pi, trajectories)
    inputs, targets = [], []
    for _ in range(steps):
        inputs.append(np.stack([np.sin(angle), np.cos(angle), speed, np.sin(phase), np.cos(phase)], axis=1))
        before = np.stack([angle, speed], axis=1)
        for _ in range(SUBSTEPS):
            angle, speed = runge_kutta(angle, speed, phase, STEP / SUBSTEPS)
            phase = phase + FREQUENCY * STEP / SUBSTEPS
        targets.append(np.stack([angle, speed], axis=1) - before)
    return np.concatenate(inputs), np.concatenate(targets)


def runge_kutta(angle: np.ndarray, speed: np.ndarray, phase: np.ndarray, dt: float) -> tuple[np.ndarray, np.ndarray]:
    """One step of the classical fourth-order method."""
    def slope(angle: np.ndarray, speed: np.ndarray, time: float) -> tuple[np.ndarray, np.ndarray]:
        return speed, DRIVE * np.cos(phase + FREQUENCY * time) - np.sin(angle) - DAMPING * speed

    a1, s1 = slope(angle, speed, 0)
    a2, s2 = slope(angle + dt / 2 * a1, speed + dt / 2 * s1, dt / 2)
    a3, s3 = slope(angle + dt / 2 * a2, speed + dt / 2 * s2, dt / 2)
    a4, s4 = slope(angle + dt * a3, speed + dt * s3, dt)
    return angle + dt / 6 * (a1 + 2 * a2 + 2 * a3 + a4), speed + dt / 6 * (s1 + 2 * s2 + 2 * s3 + s4)


def shard(rank: int, world: int, dropouts: float) -> tuple[np.ndarray, np.ndarray]:
    """The trajectories of one worker, in order of time.

    `dropouts` is the share of readings of ω that the last worker's sensor loses, late in the recording.
    """
    inputs, targets = simulate(96 // world, 120, seed=100 + rank)
    if dropouts and rank == world - 1:
        late = np.arange(len(inputs)) > 0.6 * len(inputs)
        lost = late & (np.random.default_rng(5).random(len(inputs)) < dropouts)
        inputs[lost, 2] = np.nan
    return inputs, targets


def validation() -> tuple[np.ndarray, np.ndarray]:
    return simulate(24, 80, seed=99)
