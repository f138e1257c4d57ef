namespace Microsoft.ML.Contract.Tests.External;

internal sealed class EmptySave : PassThrough
{
    public override void Save(ModelSaveContext ctx)
    {
    }
}
