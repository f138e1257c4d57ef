namespace Microsoft.ML.Data;

/// <summary>A model saved together with a data loader, whatever the loader's source.</summary>
internal interface ILoaderWithModel
{
    ITransformer Model { get; }

    DataViewSchema LoaderSchema { get; }
}
