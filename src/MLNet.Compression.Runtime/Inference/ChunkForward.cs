namespace MLNet.Compression.Runtime.Inference;

/// <summary>Runs some sequences of a batch through a model.</summary>
/// <param name="chunk">The sequences; ids, types and lengths are in range.</param>
/// <param name="workspace">The memory to work in.</param>
/// <param name="results">Receives the result [sequences x values].</param>
internal delegate void ChunkForward(SequenceChunk chunk, Workspace workspace, Span<float> results);
