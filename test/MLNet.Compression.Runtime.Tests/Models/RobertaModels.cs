using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Models;

/// <summary>Reference models of BERT written as RoBERTa's are: other names, and two rows of positions that nothing reads before the others.</summary>
internal static class RobertaModels
{
    private const int UnusedRows = 2;
    private const float Unused = 1e6f;

    private static readonly Dictionary<string, string> _modules = new()
    {
        ["bert.pooler.dense"] = "classifier.dense",
        ["classifier"] = "classifier.out_proj",
        ["cls.predictions.transform.dense"] = "lm_head.dense",
        ["cls.predictions.transform.LayerNorm"] = "lm_head.layer_norm",
        ["cls.predictions.decoder"] = "lm_head.decoder",
        ["cls.predictions"] = "lm_head",
    };

    /// <param name="model">A model of BERT's architecture.</param>
    /// <param name="modelType">The architecture to be named.</param>
    /// <param name="className">The class to be named.</param>
    public static ModelFolder Of(string model, string modelType, string className)
    {
        var folder = new ModelFolder(model);
        folder.Configure("model_type", $"\"{modelType}\"");
        folder.Configure("architectures", $"[\"{className}\"]");
        folder.Configure("pad_token_id", "1");
        folder.Configure("max_position_embeddings", $"{Checkpoint.Load(GoldenFiles.Model(model)).Shape.MaxPositions + UnusedRows}");
        folder.Convert(tensor => Convert(tensor, isToken: className.EndsWith("TokenClassification", StringComparison.Ordinal)));
        return folder;
    }

    private static NamedTensor Convert(NamedTensor tensor, bool isToken)
    {
        var dot = tensor.Name.LastIndexOf('.');
        var (module, parameter) = (tensor.Name[..dot], tensor.Name[dot..]);
        var name = isToken && module == "classifier" ? module : _modules.GetValueOrDefault(module, module);
        name = (name.StartsWith("bert.", StringComparison.Ordinal) ? "roberta." + name["bert.".Length..] : name) + parameter;
        return !module.EndsWith("position_embeddings", StringComparison.Ordinal)
            ? new NamedTensor(name, tensor.Shape, tensor.Values)
            : new NamedTensor(name, [tensor.Shape[0] + UnusedRows, tensor.Shape[1]], [.. Enumerable.Repeat(Unused, UnusedRows * tensor.Shape[1]), .. tensor.Values]);
    }
}
