using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Compression.Columns;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Scoring;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression;

/// <summary>Proposes pieces for the masked places of texts with a masked language model. Nothing is trained.</summary>
/// <remarks>
/// <para>Made by <see cref="MaskCatalogExtensions"/>.FillMask.</para>
/// <list type="table">
/// <listheader><term>Column</term><description>Type and meaning</description></listheader>
/// <item><term>Text</term><description>Text: the input, with "[MASK]" where a piece is wanted.</description></item>
/// <item><term>Pieces</term><description>Vector of text: for each masked place, in the text's order, its pieces, the most probable first.</description></item>
/// <item><term>Score</term><description>Vector of Single: their probabilities.</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Estimator characteristic</term><description></description></listheader>
/// <item><term>Does this estimator need to look at the data to train its parameters?</term><description>No</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term><description>None but this</description></item>
/// </list>
/// </remarks>
public sealed partial class MaskFillingEstimator : IEstimator<MaskFillingTransformer>
{
    private readonly IHost _host;
    private readonly Func<CompressedModel> _load;
    private readonly Options _options;

    internal MaskFillingEstimator(IHostEnvironment environment, Func<CompressedModel> load, Options options)
    {
        OptionsValidation.Validate(options);
        (_host, _load, _options) = (environment.Register("FillMask"), load, options.Copied());
    }

    /// <summary>Reads the model. Of the data its columns alone are looked at.</summary>
    /// <param name="input">The data; it may be empty.</param>
    /// <exception cref="ArgumentException">The model has no masked-LM head, its vocabulary no mask, or fewer pieces than are wanted.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The text column is missing or of another type.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such checkpoint.</exception>
    /// <exception cref="ModelFileException">The checkpoint is damaged, or of a kind that is not supported.</exception>
    public MaskFillingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ColumnChecks.CheckTexts(MicrosoftMLInternals.ShapeOf(input.Schema), [_options.InputColumnName]);
        var model = _load();
        if (model.Vocabulary.MaskId is null)
        {
            throw new ArgumentException($"The model's vocabulary has no {model.Vocabulary.Names.Mask} piece to mark a place with: use the vocabulary that the model was trained with.");
        }

        return _options.Top <= model.Vocabulary.Count
            ? new MaskFillingTransformer(_host, _options.Columns, _options.Top, _options.Threads, model)
            : throw new ArgumentException($"Top is {_options.Top}, but the vocabulary has {model.Vocabulary.Count} pieces.");
    }

    /// <summary>The input's columns with pieces and scores behind them.</summary>
    /// <param name="inputSchema">The columns of the data.</param>
    /// <exception cref="ArgumentOutOfRangeException">The text column is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => MaskColumns.Promise(inputSchema, _options.Columns);
}
