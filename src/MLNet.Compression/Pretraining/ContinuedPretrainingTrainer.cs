using Microsoft.ML.Runtime;
using MLNet.Compression.Pretraining;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression;

/// <summary>Goes on with a text model's pre-training on running text of the user's own domain: masked language modelling (Devlin et al. 2019; Gururangan et al. 2020).</summary>
/// <remarks>
/// <para>Made by <see cref="TextCatalogExtensions"/>.ContinuedPretraining. Where the model has no masked-LM head the head's transform starts fresh;
/// its decoder is the table of word embeddings. <see cref="PretrainedTextTransformer.NewTensors"/> and the log say which tensors are new.</para>
/// <para>Reads a column of texts, default "Text"; the transformer adds a vector of the model's hidden size, default "Features".</para>
/// </remarks>
public sealed partial class ContinuedPretrainingTrainer : PretrainingEstimator
{
    private readonly Options _options;

    internal ContinuedPretrainingTrainer(IHostEnvironment environment, Func<IModelStart> start, Options options)
        : base(environment, nameof(ContinuedPretrainingTrainer), start, options, options.Text) => _options = options.Copied();

    private protected override PretrainingWork Prepare(PretrainingStart start)
    {
        var (options, origin) = (_options.Copied(), start.Origin);
        return new PretrainingWork(
            origin, LearnsHead: true, options.Masking, options, (data, environment) => LanguageModelling.Run(origin, data.Data, options, environment));
    }
}
