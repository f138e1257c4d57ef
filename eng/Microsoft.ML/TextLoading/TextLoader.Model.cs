using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(typeof(TextLoader), typeof(TextLoader), null, typeof(SignatureLoadModel), "Text Loader", TextLoader.LoaderSignature)]

namespace Microsoft.ML.Data;

/// <summary>
/// The model block: format (see <see cref="DelimitedFormatFile"/>), byte: has header, long: most rows, string: header or empty,
/// int: number of columns, then each column (see <see cref="TextColumnLayoutFile"/>).
/// </summary>
public sealed partial class TextLoader
{
    internal const string LoaderSignature = "TextLoader";

    private TextLoader(IHostEnvironment environment, ModelLoadContext context)
        : this(environment)
    {
        context.CheckAtModel(GetVersionInfo());
        _format = DelimitedFormatFile.Read(context.Reader);
        _hasHeader = context.Reader.ReadBoolean();
        _maxRows = context.Reader.ReadInt64();
        var header = context.Reader.ReadString();
        var count = context.Reader.ReadInt32();
        ModelFormat.Check(_maxRows >= 0 && count > 0, "A text loader has columns and no negative number of rows.");
        var columns = new List<TextColumnLayout>();
        for (var i = 0; i < count; i++)
            columns.Add(TextColumnLayoutFile.Read(context.Reader));

        _schema = new TextSchema([.. columns], header, _format);
    }

    internal static TextLoader Create(IHostEnvironment environment, ModelLoadContext context) => new(environment, context);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        ctx.CheckAtModel();
        ctx.SetVersionInfo(GetVersionInfo());
        DelimitedFormatFile.Write(ctx.Writer, _format);
        ctx.Writer.Write(_hasHeader);
        ctx.Writer.Write(_maxRows);
        ctx.Writer.Write(_schema.Header ?? "");
        ctx.Writer.Write(_schema.Columns.Length);
        foreach (var column in _schema.Columns)
            TextColumnLayoutFile.Write(ctx.Writer, column);
    }

    private static VersionInfo GetVersionInfo() =>
        new("TXTLOADR", 0x00010001, 0x00010001, 0x00010001, typeof(TextLoader).Assembly.FullName, LoaderSignature);
}
