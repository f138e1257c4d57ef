using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNet.Compression;
using MLNet.Compression.Columns;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.ModelFiles;
using MLNet.Compression.Scoring;

[assembly: LoadableClass(typeof(MaskFillingTransformer), null, typeof(SignatureLoadModel), MaskFillingTransformer.UserName, MaskFillingTransformer.LoaderSignature)]

namespace MLNet.Compression;

/// <summary>Adds the pieces that may stand at the masked places of a text, and their probabilities, to the rows of a data view. Safe for several threads; it can be used after it was disposed of.</summary>
public sealed class MaskFillingTransformer : ITransformer, IDisposable
{
    internal const string UserName = "MLNet.Compression mask filler";
    internal const string LoaderSignature = "MLNetCompressionFillMask";

    private static readonly LoadableComponent _component = new("MLNCMASK", LoaderSignature, UserName);

    private readonly IHost _host;
    private readonly MaskColumnNames _columns;
    private readonly int _top;
    private readonly MaskScorer _scorer;

    internal MaskFillingTransformer(IHost host, MaskColumnNames columns, int top, int threads, CompressedModel model)
    {
        (_host, _columns, _top, Model) = (host, columns, top, model);
        _scorer = new MaskScorer(model, top, threads);
    }

    /// <summary>The model, with a masked-LM head.</summary>
    public CompressedModel Model { get; }

    /// <summary>What marks a place in a text: "[MASK]".</summary>
    public string Mask => Model.Vocabulary[Model.Vocabulary.MaskId!.Value];

    /// <summary>True: each row is read by itself.</summary>
    public bool IsRowToRowMapper => true;

    /// <summary>The most probable pieces for each masked place of a text.</summary>
    /// <param name="text">A text with <see cref="Mask"/> in it, as often as wanted.</param>
    /// <param name="top">How many pieces for each place.</param>
    /// <returns>For each place that was not cut off, in the text's order, its pieces, the most probable first.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="top"/> is less than 1, or more than there are pieces.</exception>
    public IReadOnlyList<IReadOnlyList<LikelyPiece>> Fill(string text, int top = 5)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _scorer.Fill([text], top)[0];
    }

    /// <summary>The input's columns with pieces and scores behind them.</summary>
    /// <param name="inputSchema">The columns of the data.</param>
    /// <exception cref="ArgumentOutOfRangeException">The text column is missing or of another type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    /// <summary>The data with pieces and scores; nothing is computed before its rows are read.</summary>
    /// <param name="input">The data.</param>
    /// <exception cref="ArgumentOutOfRangeException">The text column is missing or of another type.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoredDataView(input, Bind(input.Schema), this, _host);
    }

    /// <summary>What reads single rows.</summary>
    /// <param name="inputSchema">The columns of the rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The text column is missing or of another type.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);

    /// <summary>Frees the memory that scoring holds. The transformer stays usable: its next use lays the model out again.</summary>
    public void Dispose() => _scorer.Free();

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        MaskFillingFile.Write(ctx, _component, _columns, _top, Model);
    }

    internal static MaskFillingTransformer Create(IHostEnvironment environment, ModelLoadContext context)
    {
        var (columns, top, model) = MaskFillingFile.Read(context, _component);
        return new MaskFillingTransformer(environment.Register(LoaderSignature), columns, top, threads: 0, model);
    }

    private TextModelMapper Bind(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        ColumnChecks.CheckTexts(MicrosoftMLInternals.ShapeOf(inputSchema), [_columns.Text]);
        return new TextModelMapper(inputSchema, new MaskColumns(_columns), _scorer);
    }
}
