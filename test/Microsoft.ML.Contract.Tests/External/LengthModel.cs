using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Contract.Tests.External;

internal sealed class LengthModel(string textColumn, float[] means, string[] classes) : ITransformer, IDisposable
{
    public const string LoadName = "LengthModelOfTheTests";

    private const string MeansStream = "Means";

    public bool IsDisposed { get; private set; }

    bool ITransformer.IsRowToRowMapper => true;

    public static void Register(MLContext context) => Internals.Register(context.ComponentCatalog, typeof(LengthModel), LoadName);

    DataViewSchema ITransformer.GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    IDataView ITransformer.Transform(IDataView input) => new LengthView(input, Bind(input.Schema));

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        Internals.CheckAtModel(ctx);
        Internals.SetVersionInfo(ctx, "LENGTHMD", LoadName);
        var writer = Internals.Writer(ctx);
        writer.Write(textColumn);
        writer.Write(classes.Length);
        foreach (var name in classes)
            writer.Write(name);
        Internals.SaveBinaryStream(ctx, MeansStream, stream => Array.ForEach(means, stream.Write));
    }

    public void Dispose() => IsDisposed = true;

    internal static LengthModel Create(IHostEnvironment environment, object context)
    {
        var reader = Internals.Reader(context);
        var text = reader.ReadString();
        var classes = new string[reader.ReadInt32()];
        for (var index = 0; index < classes.Length; index++)
            classes[index] = reader.ReadString();
        var means = new float[classes.Length];
        var found = Internals.TryLoadBinaryStream(context, MeansStream, stream =>
        {
            for (var index = 0; index < means.Length; index++)
                means[index] = stream.ReadSingle();
        });
        return found ? new LengthModel(text, means, classes) : throw new InvalidDataException("No means.");
    }

    private LengthMapper Bind(DataViewSchema inputSchema) => new(inputSchema, textColumn, means, classes);
}
