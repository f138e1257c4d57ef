using MLNet.Compression.Runtime.Encodings;

namespace MLNet.Compression.Benchmarks.Inference;

/// <summary>Rounds weights in place to what a format holds.</summary>
/// <param name="weights">Row by row.</param>
/// <param name="rows">Rows.</param>
/// <returns>The format.</returns>
internal delegate ValueFormat RoundWeights(float[] weights, int rows);
