using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.Preflight;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression;

/// <summary>Trains a BERT-class model to classify texts, or pairs of texts: from a pretrained checkpoint, or from scratch.</summary>
/// <remarks>
/// <para>Made by <see cref="CompressionCatalog"/>.TextClassification. Empty text is allowed; rows without a label are left out.</para>
/// <list type="table">
/// <listheader><term>Input column</term><description>Type and meaning</description></listheader>
/// <item><term>Label</term><description>Key: the class. Needed in training only.</description></item>
/// <item><term>Sentence1, Sentence2</term><description>Text, and where named the text that goes with it.</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Output column</term><description>Type and meaning</description></listheader>
/// <item><term>Score</term><description>Vector of Single: the probability of each class, in the order of the label's keys; the slot names are the class names.</description></item>
/// <item><term>PredictedLabel</term><description>Key of UInt32: the most probable class, with the label's key values.</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Trainer characteristic</term><description></description></listheader>
/// <item><term>Machine learning task</term><description>Multiclass classification</description></item>
/// <item><term>Is normalization required?</term><description>No</description></item>
/// <item><term>Is caching required?</term><description>No: the data is read once.</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term><description>None but this</description></item>
/// </list>
/// </remarks>
public sealed partial class TextClassificationTrainer : TextModelEstimator<TextClassificationTransformer>
{
    private readonly IHost _host;
    private readonly int _seed;
    private readonly Options _options;
    private readonly TextColumns _columns;

    internal TextClassificationTrainer(IHostEnvironment environment, Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionsValidation.Validate(options);
        if (options is { Checkpoint: not null, Shape: not null })
        {
            throw new ArgumentException($"Checkpoint is '{options.Checkpoint}' and Shape is {options.Shape}; a checkpoint has a shape of its own. Set one of the two.", nameof(options));
        }

        _options = options.Copy();
        _columns = options.Columns.Checked();
        _host = environment.Register("TextClassification");
        _seed = _host.Rand.Next();
    }

    private protected override StageSettings Settings => _options.Settings;

    /// <inheritdoc/>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema) => OutputShape.Of(inputSchema, _columns);

    private protected override StageState RunStage(IDataView input, Action<BertShape> checkShape, StageSettings settings)
    {
        var state = Start(input, checkShape, settings).WithValidation(settings);
        return state.Run("fine-tune", ValueFormat.Float32, settings, environment => FineTuning.Run(state.Model, state.Data, _options, environment));
    }

    private protected override TextClassificationTransformer CreateTransformer(StageState state) => new(FittedParts.Of(state));

    private StageState Start(IDataView input, Action<BertShape> checkShape, StageSettings settings)
    {
        var source = _options.Checkpoint is { } folder ? PretrainedModel.Load(folder) : null;
        using var log = new StageLog(_host, listener: null);
        var rows = TrainingRows.Read(input, _columns, log, settings.CancellationToken);
        var model = source?.Create(rows.Classes.Names, _options.MaxTokens, _seed) ?? NewModel.Create(rows, _options, _seed, log, settings.CancellationToken);
        checkShape(model.Shape);
        var data = rows.Texts.Tokenize(model.Tokenizer, model.MaxTokens, settings.CancellationToken);
        log.Inform(FormattableString.Invariant(
            $"{data.Count:N0} rows, {data.TokenCount:N0} tokens, {rows.Classes.Count} classes; {model.Shape.Layers.Length} layers, {model.ParameterCount:N0} parameters"));
        if (source is not null)
        {
            CheckpointClasses.Look(source.Checkpoint, rows.Classes, log);
        }

        return new StageState { Host = _host, Seed = _seed, Columns = _columns, Classes = rows.Classes, Model = model, Data = data };
    }
}
