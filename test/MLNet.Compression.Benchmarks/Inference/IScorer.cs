namespace MLNet.Compression.Benchmarks.Inference;

/// <summary>A classifier to be timed, warm, from token ids to its output.</summary>
internal interface IScorer : IDisposable
{
    /// <summary>What the tables call it.</summary>
    string Name { get; }

    /// <summary>Whether its layers have 8-bit weights.</summary>
    bool IsInt8 { get; }

    /// <summary>Size of the model.</summary>
    long Bytes { get; }

    /// <summary>Scores a batch before softmax.</summary>
    /// <param name="ids">[texts x tokens]</param>
    /// <param name="shape">Texts, and tokens of each.</param>
    /// <returns>[texts x labels]</returns>
    float[] Logits(int[] ids, BatchShape shape);

    /// <summary>Gets inputs ready and checks the shape of one output.</summary>
    /// <param name="ids">[texts x tokens]</param>
    /// <param name="shape">Texts, and tokens of each.</param>
    /// <returns>Scores them once.</returns>
    Action Prepare(int[] ids, BatchShape shape);
}
