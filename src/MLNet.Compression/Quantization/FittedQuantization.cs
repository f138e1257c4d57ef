using System.Diagnostics;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Scoring;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Pruning;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression.Quantization;

/// <summary>Quantisation of a fitted model without data.</summary>
internal static class FittedQuantization
{
    public static QuantizationTransformer Of(TextModelTransformer model, QuantizationEstimator.Options options)
    {
        ArgumentNullException.ThrowIfNull(model);
        OptionsValidation.Validate(options);
        options.Check(model.Model.Shape);
        var start = Stopwatch.GetTimestamp();
        var environment = new TrainingEnvironment(model.Seed.Value);
        var decoded = CompressedModelDecoder.Decode(model.Model);
        using var run = new QuantizationRun(decoded, options.PlanOrSchemes);
        run.Round(environment, data: null, options.Rounding);
        var encoded = CompressedModelEncoder.Encode(decoded, ValueFormat.Float32);
        var stage = StageSettings.Of(options).Untrained("quantise", Stopwatch.GetElapsedTime(start), model.Seed);
        return new QuantizationTransformer(new FittedParts(model.Host, model.Seed, model.Outcome, encoded, [.. model.Stages, stage]));
    }
}
