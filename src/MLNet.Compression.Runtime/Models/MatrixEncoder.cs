using MLNet.Compression.Runtime.Encodings;

namespace MLNet.Compression.Runtime.Models;

/// <summary>Chooses the encoding of a weight matrix and encodes it.</summary>
/// <param name="name">
/// The module's name as in <see cref="Checkpoint"/>, such as "embeddings.word_embeddings" or "encoder.layer.0.intermediate.dense";
/// "encoder.layer.0.attention.self" for queries, keys and values together.
/// </param>
/// <param name="weights">Row by row [rows x columns].</param>
/// <param name="rows">Outputs, or entries of an embedding table.</param>
/// <param name="columns">Inputs, or features of an embedding.</param>
internal delegate WeightMatrix MatrixEncoder(string name, ReadOnlySpan<float> weights, int rows, int columns);
