using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public sealed partial class TextLoader : IDataLoader<IMultiStreamSource>
{
    private readonly IHost _host;
    private readonly DelimitedFormat _format;
    private readonly TextSchema _schema;
    private readonly bool _hasHeader;
    private readonly long _maxRows;

    internal TextLoader(IHostEnvironment environment, Options options, IMultiStreamSource dataSample)
        : this(environment)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.MaxRows < 0)
            throw new ArgumentOutOfRangeException(nameof(options), options.MaxRows, "MaxRows is 0 or more.");

        dataSample ??= new MultiFileSource();
        var headerFile = string.IsNullOrWhiteSpace(options.HeaderFile) ? null : new MultiFileSource(options.HeaderFile);
        if (options.Columns is not { Length: > 0 })
            options = EmbeddedOptions.ReadOrDefault(options, headerFile ?? dataSample);

        _format = DelimitedFormatFactory.Create(options);
        _hasHeader = options.HasHeader && headerFile == null;
        _maxRows = options.MaxRows ?? long.MaxValue;
        var sample = new TextSample(_format, headerFile, dataSample, _hasHeader);
        _schema = new TextSchema(new TextColumnBinder(options.Columns, sample).Bind(), sample.Header, _format);
    }

    private TextLoader(IHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        _host = environment.Register(nameof(TextLoader));
    }

    public DataViewSchema GetOutputSchema() => _schema.Schema;

    public IDataView Load(IMultiStreamSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new TextFileView(_host, _schema, _format, new LineSource(source, _format, _hasHeader, _maxRows));
    }
}
