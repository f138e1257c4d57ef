using MLNet.Compression.Runtime.Kernels;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>From the last state of a token to the outputs of a task.</summary>
internal interface ITokenHead
{
    /// <summary>Outputs of a token.</summary>
    int Outputs { get; }

    /// <param name="states">[tokens x hidden size].</param>
    /// <param name="workspace">The memory to work in.</param>
    /// <returns>[tokens x outputs].</returns>
    MatrixView Forward(MatrixView states, Workspace workspace);

    /// <summary>The head of a model that looks at tokens.</summary>
    static ITokenHead Of(CompressedModel model) => model.LanguageModel is { } words ? new WordHead(model, words) : new LinearHead(model.Classifier!);
}
