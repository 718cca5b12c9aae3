"""The papers that leave the system: lists as workbooks and as papers, in the layout that the law prescribes."""
