using Microsoft.ML;

namespace MLNet.Compression.Tests.Support;

/// <summary>Models that several tests look at; nobody disposes of them.</summary>
internal static class Fitted
{
    private const int Rows = 240;
    private const int Seed = 1;

    // Models have contexts of their own, so that they do not depend on what other tests did before.
    private static readonly Lazy<FullPrecisionTransformer> _teacher =
        new(() => new MLContext(Seed).MulticlassClassification.Trainers.TextClassification(Small.Teacher()).Fit(Train));

    private static readonly Lazy<QuantizationTransformer> _compressed = new(() => Chain(new MLContext(Seed)).Fit(Train));
    private static readonly Lazy<IDataView> _train = new(() => Messages.LoadKeyed(Context!, Rows));
    private static readonly Lazy<IDataView> _test = new(() => Messages.LoadKeyed(Context!, 60, seed: 8));

    public static MLContext Context { get; } = Registered();

    /// <summary>Messages with key labels.</summary>
    public static IDataView Train => _train.Value;

    public static IDataView Test => _test.Value;

    /// <summary>A model trained on labels.</summary>
    public static FullPrecisionTransformer Teacher => _teacher.Value;

    /// <summary>A model that went through all stages.</summary>
    public static QuantizationTransformer Compressed => _compressed.Value;

    /// <summary>Teacher, distillation, pruning, quantisation with training; measured on the test rows.</summary>
    public static QuantizationEstimator Chain(MLContext ml, int threads = 1, IEstimator<TextModelTransformer>? teacher = null)
    {
        var trainers = ml.MulticlassClassification.Trainers;
        teacher ??= trainers.TextClassification(Small.Teacher(options =>
        {
            options.ValidationSet = Messages.Load(ml, 60, seed: 8);
            options.Threads = threads;
        }));
        return trainers.Distillation(teacher, Small.Distillation(options => options.Threads = threads))
            .Prune(Small.Pruning(options => options.Threads = threads))
            .Quantize(Small.Aware(options => options.Threads = threads));
    }

    // A test that only loads may be the first to run.
    private static MLContext Registered()
    {
        var ml = new MLContext(Seed);
        MLNetCompression.Register(ml);
        return ml;
    }
}
