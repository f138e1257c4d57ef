namespace MLNet.Compression.Runtime.Tests;

/// <summary>The reference models: those in the repository, and those that some machines keep beside it.</summary>
internal static class GoldenModels
{
    /// <summary>All of them.</summary>
    public static readonly string[] All = [.. Safetensors, "bert-masked-lm-bin", "bert-sequence-bin", "bert-sequence-legacy-bin"];

    /// <summary>Those whose head gives one row of outputs for each sequence.</summary>
    public static readonly string[] Sequence =
    [
        "albert", "albert-groups", "bert-bfloat16", "bert-eps", "bert-float16", "bert-gelu-new", "bert-regression", "bert-relu", "bert-sequence",
        "bert-sequence-bin", "bert-sequence-legacy-bin", "distilbert",
    ];

    /// <summary>Those with weights in model.safetensors.</summary>
    public static string[] Safetensors =>
    [
        "albert", "albert-groups", "bert-bare", "bert-bfloat16", "bert-eps", "bert-float16", "bert-gelu-new", "bert-masked-lm",
        "bert-qa", "bert-regression", "bert-relu", "bert-sequence", "bert-token", "distilbert",
    ];

    /// <summary>The folder of one of them; ignores the calling test where it is absent.</summary>
    public static string Folder(string name) =>
        Directory.Exists(GoldenFiles.Model(name)) ? GoldenFiles.Model(name) : SharedFiles.Require(Path.Combine("golden", "models", name));
}
