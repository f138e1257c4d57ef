using System.Globalization;

namespace MLNet.Compression.Benchmarks.Chains;

/// <summary>What an experiment sets otherwise in a recipe; null for what it has.</summary>
/// <param name="Start">The file of a model that students with layers start from.</param>
/// <param name="Epochs">Passes of the distillation.</param>
/// <param name="Steps">Its steps at least.</param>
/// <param name="Rate">Its peak learning rate.</param>
/// <param name="Temperature">The temperature of its predictions.</param>
/// <param name="Sparsity">The share that is removed of students with layers.</param>
/// <param name="PruningSteps">The steps at least that this takes.</param>
/// <param name="QuantizationEpochs">Passes with rounding.</param>
/// <param name="QuantizationRate">Their peak learning rate.</param>
internal sealed record ChainChange(FileInfo? Start, int? Epochs, int? Steps, double? Rate, double? Temperature, double? Sparsity, int? PruningSteps, int? QuantizationEpochs, double? QuantizationRate)
{
    /// <summary>What is set, in words.</summary>
    public IEnumerable<string> Names => [.. Start is null ? Array.Empty<string>() : [$"start={Path.GetFileNameWithoutExtension(Start.Name)}"], .. Numbers];

    private IEnumerable<string> Numbers => new (string Name, double? Value)[]
    {
        ("epochs", Epochs), ("steps", Steps), ("rate", Rate), ("temperature", Temperature), ("sparsity", Sparsity), ("pruning-steps", PruningSteps),
        ("quantization-epochs", QuantizationEpochs), ("quantization-rate", QuantizationRate),
    }.Where(part => part.Value is not null).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Name}={part.Value}"));

    public CompressionRecipe Apply(CompressionRecipe recipe) => recipe with
    {
        Students = [.. recipe.Students.Select(student => Sparsity is { } sparsity && student.Shape.Layers > 0 ? student with { Sparsity = sparsity } : student)],
        DistillationLength = recipe.DistillationLength with { Epochs = Epochs ?? recipe.DistillationLength.Epochs, Steps = Steps ?? recipe.DistillationLength.Steps, LearningRate = Rate ?? recipe.DistillationLength.LearningRate },
        PruningLength = recipe.PruningLength with { Steps = PruningSteps ?? recipe.PruningLength.Steps },
        QuantizationLength = recipe.QuantizationLength with { Epochs = QuantizationEpochs ?? recipe.QuantizationLength.Epochs, LearningRate = QuantizationRate ?? recipe.QuantizationLength.LearningRate },
        Distillation = Start is null ? Heated(recipe.Distillation) : Heated(recipe.Distillation) with { Start = StudentInitialization.From(CompressedModel.Load(Start.FullName)) },
        StaticDistillation = Heated(recipe.StaticDistillation),
    };

    private DistillationRecipe Heated(DistillationRecipe recipe) => Temperature is { } temperature ? recipe.WithLoss<PredictionLoss>(loss => loss with { Temperature = temperature }) : recipe;
}
