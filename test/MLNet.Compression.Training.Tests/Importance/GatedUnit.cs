namespace MLNet.Compression.Training.Tests.Importance;

/// <summary>A unit of a model whose weights are multiplied by a gate.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Place">Its layer, or its layer norm in order of use.</param>
/// <param name="Index">Which of the units of this kind there.</param>
internal sealed record GatedUnit(GateKind Kind, int Place, int Index);
