namespace Microsoft.ML;

public sealed partial class SchemaShape
{
    public partial struct Column
    {
        public enum VectorKind
        {
            Scalar = 0,
            Vector = 1,
            VariableVector = 2,
        }
    }
}
