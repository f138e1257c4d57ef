using System.CommandLine;

namespace MLNet.Compression.Benchmarks.Chains;

/// <summary>The options of a command that say what an experiment sets otherwise in a recipe.</summary>
internal sealed class ChainChangeOptions
{
    private readonly Option<FileInfo?> _start = new("--start") { Description = "The file of a model that students with layers start from, such as one of general-distillation, in the place of their teacher." };
    private readonly Option<int?> _epochs = new("--epochs") { Description = "Passes of the distillation, in the place of the recipe's." };
    private readonly Option<int?> _steps = new("--steps") { Description = "Steps of the distillation at least, in the place of the recipe's: with few rows more passes." };
    private readonly Option<double?> _rate = new("--rate") { Description = "Peak learning rate of the distillation, in the place of the recipe's." };
    private readonly Option<double?> _temperature = new("--temperature") { Description = "Temperature of the distillation's predictions, in the place of the recipe's." };
    private readonly Option<double?> _sparsity = new("--sparsity") { Description = "The share that is removed of students with layers, in the place of the recipe's." };
    private readonly Option<int?> _pruningSteps = new("--pruning-steps") { Description = "Steps at least in which it is removed, in the place of the recipe's." };
    private readonly Option<int?> _quantizationEpochs = new("--quantization-epochs") { Description = "Passes with rounding, in the place of the recipe's." };
    private readonly Option<double?> _quantizationRate = new("--quantization-rate") { Description = "Their peak learning rate, in the place of the recipe's." };

    public ChainChangeOptions(Command command)
    {
        foreach (var option in (Option[])[_start, _epochs, _steps, _rate, _temperature, _sparsity, _pruningSteps, _quantizationEpochs, _quantizationRate])
        {
            command.Add(option);
        }
    }

    public ChainChange Read(ParseResult result) => new(
        result.GetValue(_start),
        result.GetValue(_epochs),
        result.GetValue(_steps),
        result.GetValue(_rate),
        result.GetValue(_temperature),
        result.GetValue(_sparsity),
        result.GetValue(_pruningSteps),
        result.GetValue(_quantizationEpochs),
        result.GetValue(_quantizationRate));
}
