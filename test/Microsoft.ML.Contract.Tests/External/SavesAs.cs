namespace Microsoft.ML.Contract.Tests.External;

/// <summary>Saves another transformer in its place.</summary>
internal sealed class SavesAs(ITransformer other) : PassThrough
{
    public override void Save(ModelSaveContext ctx) => other.Save(ctx);
}
