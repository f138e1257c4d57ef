using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNet.Compression;
using MLNet.Compression.Columns;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.ModelFiles;
using MLNet.Compression.Scoring;

[assembly: LoadableClass(typeof(PretrainedTextTransformer), null, typeof(SignatureLoadModel), PretrainedTextTransformer.UserName, PretrainedTextTransformer.LoaderSignature)]

namespace MLNet.Compression;

/// <summary>
/// A text model that was trained on running text and for no task yet. Adds a vector to the rows of a data view: the mean of the last hidden
/// states over all tokens of the text (Reimers and Gurevych 2019). It is what a task's training, or a student, starts from.
/// </summary>
/// <remarks>
/// A data view is read in batches, and vectors are computed only where they are read; each pass reads its source once. Safe for several threads.
/// It can be used after it was disposed of.
/// </remarks>
public sealed class PretrainedTextTransformer : ITransformer, IDisposable
{
    internal const string UserName = "MLNet.Compression pretrained text model";
    internal const string LoaderSignature = "MLNetCompressionPretrain";

    private static readonly LoadableComponent _component = new("MLNCPRET", LoaderSignature, UserName);

    private readonly PretrainedParts _parts;
    private readonly SentenceScorer _scorer;

    internal PretrainedTextTransformer(PretrainedParts parts)
    {
        _parts = parts;
        _scorer = new SentenceScorer(parts.Model, parts.Threads);
    }

    /// <summary>The model: shape, weights, vocabulary, and a masked-LM head. A student starts from it by <see cref="StudentInitialization.From"/>.</summary>
    public CompressedModel Model => _parts.Model;

    /// <summary>Whether the masked-LM head was learnt together with the encoder. Otherwise it is of no use: an export leaves it out, and no one may learn from its predictions.</summary>
    public bool IsMaskedLanguageModel => _parts.IsHeadLearnt;

    /// <summary>Names of the tensors that continued pre-training began with fresh numbers, because what it started from lacks them; empty of a student, and of a model from a file.</summary>
    public IReadOnlyList<string> NewTensors => _parts.NewTensors;

    /// <summary>What the fit did: its stages, with their times, speeds and losses. A saved model keeps them.</summary>
    public IReadOnlyList<StageReport> Stages => _parts.Stages;

    /// <summary>True: each row is read by itself.</summary>
    public bool IsRowToRowMapper => true;

    /// <summary>The input's columns with the vector behind them.</summary>
    /// <param name="inputSchema">The columns of the data.</param>
    /// <exception cref="ArgumentOutOfRangeException">The text column is missing or of another type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    /// <summary>The data with a vector for each text; nothing is computed before its rows are read.</summary>
    /// <param name="input">The data.</param>
    /// <exception cref="ArgumentOutOfRangeException">The text column is missing or of another type.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoredDataView(input, Bind(input.Schema), this, _parts.Host);
    }

    /// <summary>What reads single rows.</summary>
    /// <param name="inputSchema">The columns of the rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The text column is missing or of another type.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);

    /// <summary>The vector of a text [hidden size].</summary>
    /// <param name="text">The text; null is a missing one, which counts as empty, as in a data view.</param>
    public float[] Encode(string? text)
    {
        var vector = new float[_scorer.Outputs];
        _scorer.Score(text, pair: default, vector);
        return vector;
    }

    /// <summary>Frees the memory that scoring holds. The transformer stays usable: its next use lays the model out again.</summary>
    public void Dispose() => _scorer.Free();

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        PretrainedModelFile.Write(ctx, _component, _parts.Columns, Model, IsMaskedLanguageModel, Stages);
    }

    internal static PretrainedTextTransformer Create(IHostEnvironment environment, ModelLoadContext context)
    {
        var host = environment.Register(LoaderSignature);
        var (columns, model, isHeadLearnt) = PretrainedModelFile.Read(context, _component);
        return new PretrainedTextTransformer(new PretrainedParts(host, columns, model, isHeadLearnt) { Stages = StageReportStream.Read(context, host) });
    }

    internal PretrainedParts Parts => _parts;

    private TextModelMapper Bind(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var columns = new FeatureColumns(_parts.Columns, _scorer.Outputs);
        ColumnChecks.CheckTexts(MicrosoftMLInternals.ShapeOf(inputSchema), columns.Texts.All);
        return new TextModelMapper(inputSchema, columns, _scorer);
    }
}
