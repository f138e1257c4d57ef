namespace Microsoft.ML.Data;

public sealed partial class TransformerChain<TLastTransformer>
{
    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        ctx.CheckAtModel();
        ctx.SetVersionInfo(TransformerChain.VersionInfo);
        ctx.Writer.Write(_transformers.Length);
        for (var index = 0; index < _transformers.Length; index++)
        {
            ctx.Writer.Write((int)_scopes[index]);
            ctx.SaveModel(_transformers[index], TransformerChain.DirectoryOf(index));
        }
    }
}
