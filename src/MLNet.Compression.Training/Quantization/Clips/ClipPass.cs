using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Quantization.Clips;

/// <summary>Finds ranges for the inputs of layers, from what a seeded sample of rows gives in the model before it rounds anything.</summary>
internal static class ClipPass
{
    private const int Rows = 256;

    /// <param name="model">The model; not changed.</param>
    /// <param name="schemes">The layers, and what is to be learnt of their inputs.</param>
    /// <param name="data">The rows.</param>
    /// <param name="environment">Seed, threads, cancellation.</param>
    /// <exception cref="ArgumentException">There are no rows, they don't fit the model, or inputs are not finite.</exception>
    /// <exception cref="OperationCanceledException">The environment's token was cancelled.</exception>
    public static IReadOnlyDictionary<Linear, LearnedClip> Run(
        TextModel model, IReadOnlyDictionary<Linear, LearnedClipActivations> schemes, TextDataset? data, TrainingEnvironment environment)
    {
        if (schemes.Count > 0 && data is not { Count: > 0 })
        {
            throw new ArgumentException("Inputs of layers are to be clipped to a range, which is found with texts, and there are none: quantise with data, as in Quantize(data, options), or choose ActivationScheme.PerToken.");
        }

        var recorders = schemes.Keys.ToDictionary(linear => linear, linear => new ClipRecorder(linear.Name));
        if (schemes.Count > 0)
        {
            Record(model, recorders, data!, environment);
        }

        return schemes.ToDictionary(pair => pair.Key, pair => new LearnedClip(pair.Key.Name, pair.Value.RangeOf(recorders[pair.Key].Seen)));
    }

    private static void Record(TextModel model, Dictionary<Linear, ClipRecorder> recorders, TextDataset data, TrainingEnvironment environment)
    {
        var before = recorders.Keys.ToDictionary(linear => linear, linear => linear.InputParametrization);
        try
        {
            foreach (var (linear, recorder) in recorders)
            {
                linear.InputParametrization = recorder;
            }

            new SamplePass(model, environment, loss: null) { Stage = "quantise" }.Run(data, Rows, draw: 0, static () => { });
        }
        finally
        {
            foreach (var (linear, parametrization) in before)
            {
                linear.InputParametrization = parametrization;
            }
        }
    }
}
