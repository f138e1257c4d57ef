namespace Microsoft.ML.Data;

public sealed partial class SchemaDefinition
{
    [Flags]
    public enum Direction
    {
        Read = 1,
        Write = 2,
        Both = Read | Write,
    }
}
